package io.pitwall.query.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.fixture.RaceSchemas;
import io.pitwall.query.plan.PlanningPool;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryTimeout;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultType;
import io.pitwall.query.result.StatementStop;
import io.pitwall.query.statement.SqlLimits;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.schema.CatalogView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.junit.jupiter.api.Test;

class SqlPlannerTest {
  private final SqlPlanner planner = new SqlPlanner();

  private PlannedStatement plan(String sql) throws QueryException {
    return planner.plan(SqlStatement.of(sql), RaceSchemas.DATABASE, RaceSchemas.race());
  }

  private String explain(String sql) throws QueryException {
    return RelOptUtil.toString(plan(sql).plan()).replace("\r", "").strip();
  }

  private String where(String condition) throws QueryException {
    String plan = explain("SELECT rpm FROM engine_telemetry WHERE " + condition);
    int from = plan.indexOf("condition=[");
    return plan.substring(from + "condition=[".length(), plan.indexOf("])\n", from));
  }

  private QueryException refusal(String sql) {
    return refusal(sql, RaceSchemas.race());
  }

  private QueryException refusal(String sql, CatalogView catalog) {
    try {
      planner.plan(SqlStatement.of(sql), RaceSchemas.DATABASE, catalog);
    } catch (QueryException e) {
      return e;
    }
    throw new AssertionError("planned: " + sql);
  }

  private List<ResultType> types(String sql) throws QueryException {
    return plan(sql).columns().stream().map(ResultColumn::type).toList();
  }

  @Test
  void theEightDashboardQueriesPlan() throws IOException, QueryException {
    for (String query : dashboard()) {
      assertThat(plan(query).columns()).isNotEmpty();
    }
    assertThat(explain(dashboard()[0]))
        .isEqualTo(
            """
            LogicalSort(sort0=[$4], dir0=[DESC], fetch=[10:BIGINT])
              LogicalAggregate(group=[{0, 1, 2, 3}], avg_speed=[AVG($4)])
                LogicalProject(car_number=[$1], driver=[$2], team=[$3], manufacturer=[$4], speed_mph=[$6])
                  LogicalFilter(condition=[>($0, -(NOW(), 10000:INTERVAL SECOND))])
                    LogicalTableScan(table=[[nascar_telemetry, engine_telemetry]])\
            """
                .stripIndent());
  }

  @Test
  void theDashboardsColumnsHaveTheirNamesAndTypes() throws IOException, QueryException {
    assertThat(plan(dashboard()[3]).columns())
        .containsExactly(
            new ResultColumn("car_number", ResultType.LONG),
            new ResultColumn("driver", ResultType.STRING),
            new ResultColumn("lap", ResultType.LONG),
            new ResultColumn("avg_tire_temp", ResultType.DOUBLE),
            new ResultColumn("avg_tire_pressure", ResultType.DOUBLE),
            new ResultColumn("hottest_tire_temp", ResultType.DOUBLE));
  }

  private static String[] dashboard() throws IOException {
    try (InputStream in =
        SqlPlannerTest.class.getResourceAsStream("/io/pitwall/query/dashboard.sql")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      String[] queries = new String(bytes, StandardCharsets.UTF_8).split("(?<=;)\n+");
      assertThat(queries).hasSize(8);
      return queries;
    }
  }

  @Test
  void averagesAndQuotientsAreDoublesAndIntegersStayIntegers() throws QueryException {
    assertThat(types("SELECT AVG(rpm), SUM(rpm), COUNT(rpm) FROM engine_telemetry"))
        .containsExactly(ResultType.DOUBLE, ResultType.LONG, ResultType.LONG);
    assertThat(
            types("SELECT rpm / 4.0, rpm / 4, rpm * 2, 4.0, 1e3, ROUND(rpm) FROM engine_telemetry"))
        .containsExactly(
            ResultType.DOUBLE,
            ResultType.LONG,
            ResultType.LONG,
            ResultType.DOUBLE,
            ResultType.DOUBLE,
            ResultType.LONG);
  }

  @Test
  void literalTimesKeepTheirNanosecondsAndOffsets() throws QueryException {
    assertThat(where("time >= '2026-01-01 00:00:00.123456789'"))
        .isEqualTo(">=($0, 2026-01-01 00:00:00.123456789)");
    assertThat(where("time >= '2026-01-01T02:00:00+02:00'"))
        .isEqualTo(">=($0, 2026-01-01 00:00:00)");
    assertThat(where("time >= TIMESTAMP '2026-01-01T00:00:00.5Z'"))
        .isEqualTo(">=($0, 2026-01-01 00:00:00.5)");
    assertThat(where("time BETWEEN '2026-01-01T00:00:00Z' AND '2026-01-01T01:00:00.123Z'"))
        .contains("Sarg[[2026-01-01 00:00:00:TIMESTAMP(9)..2026-01-01 01:00:00.123:TIMESTAMP(9)]]");
  }

  @Test
  void nowIsNeverFolded() throws QueryException {
    assertThat(where("time > now() - INTERVAL '10 seconds'"))
        .isEqualTo(">($0, -(NOW(), 10000:INTERVAL SECOND))");
    assertThat(where("time > CURRENT_TIMESTAMP")).isEqualTo(">($0, NOW())");
    assertThat(where("time > NOW() - '5 minutes'"))
        .isEqualTo(">($0, -(NOW(), 300000:INTERVAL SECOND))");
  }

  @Test
  void intervalsAreReadHoweverTheyAreWritten() throws QueryException {
    assertThat(where("time > now() - INTERVAL '1 day 2 hours'")).contains("93600000:INTERVAL");
    assertThat(where("time > now() - INTERVAL '1.5 hours'")).contains("5400000:INTERVAL");
    assertThat(where("time > now() - INTERVAL '90 s'")).contains("90000:INTERVAL");
    assertThat(where("time > now() - INTERVAL '5' MINUTE")).contains("300000:INTERVAL");
    assertThat(where("time > now() - INTERVAL '300' SECOND")).contains("300000:INTERVAL");
    assertThat(where("time > now() - '5 minutes'::interval")).contains("300000:INTERVAL");
    assertThat(where("time > now() - INTERVAL '1 02:03' DAY TO MINUTE"))
        .contains("93780000:INTERVAL");
    assertThat(where("time > now() - INTERVAL '1 us'")).contains("0.001:INTERVAL");
    assertThat(where("time > now() - INTERVAL '2 months'")).contains("2:INTERVAL MONTH");
  }

  @Test
  void bucketsTakeAnIntervalOrItsText() throws QueryException {
    assertThat(explain("SELECT time_bucket(INTERVAL '10 seconds', time) FROM engine_telemetry"))
        .contains("TIME_BUCKET(10000:INTERVAL SECOND, $0)");
    assertThat(explain("SELECT time_bucket('300.000s',time) FROM engine_telemetry"))
        .contains("TIME_BUCKET(300000:INTERVAL SECOND, $0)");
    assertThat(explain("SELECT date_trunc('minutes', time) FROM engine_telemetry"))
        .contains("DATE_TRUNC(_UTF-8'minute'");
    assertThat(refusal("SELECT date_trunc('minite', time) FROM engine_telemetry"))
        .hasMessageContaining("did you mean \"minute\"?");
    QueryException field = refusal("SELECT date_part('centry', time) FROM engine_telemetry");
    assertThat(field).hasMessageContaining("did you mean \"century\"?");
    assertThat(field.column()).isEqualTo(8);
  }

  @Test
  void grafanasEpochArithmeticPlans() throws QueryException {
    String sql =
        "SELECT floor(extract(epoch from time)/300)*300 AS \"time\", avg(rpm)"
            + " FROM engine_telemetry GROUP BY 1 ORDER BY 1";
    assertThat(types(sql)).containsExactly(ResultType.DOUBLE, ResultType.DOUBLE);
  }

  @Test
  void firstAndLastGoByTimeUnlessTold() throws QueryException {
    assertThat(explain("SELECT first(rpm), last(rpm, time) FROM engine_telemetry"))
        .contains("[FIRST($0, $1)]", "[LAST($0, $1)]");
    assertThat(explain("SELECT rpm FROM engine_telemetry ORDER BY rpm DESC NULLS LAST"))
        .contains("DESC-nulls-last");
  }

  @Test
  void timeIsANameWhereverANameMayStand() throws QueryException {
    assertThat(plan("SELECT e.time, rpm AS time FROM engine_telemetry e ORDER BY e.time").columns())
        .extracting(ResultColumn::name)
        .containsExactly("time", "time");
    assertThat(plan("SELECT count(time) FROM engine_telemetry").columns()).hasSize(1);
    assertThat(refusal("SELECT date FROM engine_telemetry"))
        .hasMessageContaining("there is no column \"date\"");
  }

  @Test
  void expressionsWithoutAliasAreCalledAsInPostgres() throws QueryException {
    assertThat(
            plan("SELECT count(*), avg(rpm), rpm + 1, CAST(rpm AS DOUBLE), rpm::text, 1"
                    + " FROM engine_telemetry GROUP BY rpm")
                .columns())
        .extracting(ResultColumn::name)
        .containsExactly("count", "avg", "?column?", "rpm", "rpm", "?column?");
  }

  private List<String> names(String sql) throws QueryException {
    return plan(sql).columns().stream().map(ResultColumn::name).toList();
  }

  @Test
  void castsAndLiteralsAreCalledAfterTheirType() throws QueryException {
    assertThat(
            names(
                "SELECT 1::int4, CAST(1 AS int), '1'::text, (rpm + 1)::float8, lap::text::float8,"
                    + " INTERVAL '1 hour', TIMESTAMP '2026-01-01', now()::timestamptz"
                    + " FROM engine_telemetry"))
        .containsExactly("int4", "int4", "text", "float8", "lap", "interval", "timestamp", "now");
    assertThat(
            names(
                "SELECT CASE WHEN true THEN 1 ELSE rpm END, CASE WHEN true THEN rpm END"
                    + " FROM engine_telemetry"))
        .containsExactly("rpm", "case");
  }

  @Test
  void starsKeepTheNamesOfTheirColumns() throws QueryException {
    List<String> tire = names("SELECT * FROM tire_telemetry");
    assertThat(tire).startsWith("time", "car_number").hasSize(13);
    List<String> twice = new ArrayList<>(tire);
    twice.add("lap");
    assertThat(names("SELECT *, lap FROM tire_telemetry")).isEqualTo(twice);
    assertThat(names("SELECT t.*, lap FROM tire_telemetry t")).isEqualTo(twice);
    twice.addFirst("lap");
    assertThat(names("SELECT lap, *, lap FROM tire_telemetry")).isEqualTo(twice);
    assertThat(names("WITH w AS (SELECT 1 AS a, 2 AS b) SELECT *, w.* FROM w"))
        .containsExactly("a", "b", "a", "b");
  }

  @Test
  void columnsOfValuesAreNumbered() throws QueryException {
    assertThat(names("VALUES (1, 'a'), (2, 'b')")).containsExactly("column1", "column2");
    assertThat(names("SELECT * FROM (VALUES (1, 'a')) AS t")).containsExactly("column1", "column2");
    assertThat(names("SELECT * FROM (VALUES (1, 'a')) AS t(x, y)")).containsExactly("x", "y");
  }

  @Test
  void aColumnComesBeforeAnAliasInGroupBy() throws QueryException {
    for (String from :
        List.of(
            "engine_telemetry GROUP BY rpm",
            "engine_telemetry GROUP BY RPM",
            "engine_telemetry AS e GROUP BY rpm",
            RaceSchemas.DATABASE + ".engine_telemetry GROUP BY rpm",
            "(SELECT rpm FROM engine_telemetry) AS x GROUP BY rpm")) {
      assertThat(explain("SELECT round(rpm) AS rpm FROM " + from))
          .startsWith("LogicalProject(rpm=[ROUND($0)])");
      assertThat(explain("SELECT round(rpm) AS \"RPM\" FROM " + from))
          .startsWith("LogicalProject(RPM=[ROUND($0)])");
    }
    assertThat(explain("SELECT date_trunc('day', time) AS d FROM engine_telemetry GROUP BY d"))
        .startsWith("LogicalAggregate(group=[{0}])");
  }

  @Test
  void integersReachBothEndsOf64Bits() throws QueryException {
    assertThat(explain("SELECT 9223372036854775807, -9223372036854775808"))
        .contains("9223372036854775807", "-9223372036854775808");
    QueryException tooBig = refusal("SELECT 9223372036854775808");
    assertThat(tooBig.kind()).isEqualTo(QueryException.Kind.OUT_OF_RANGE);
    assertThat(tooBig.column()).isEqualTo(8);
  }

  @Test
  void negativeZeroKeepsItsSign() throws QueryException {
    assertThat(explain("SELECT -0.0")).contains("CAST(_UTF-8'-0.0'");
    assertThat(explain("SELECT 0.0")).contains("0.0E0");
  }

  @Test
  void unknownNamesAreSaidWithTheirPlaceAndTheNearestKnown() {
    QueryException column = refusal("SELECT rpm,\n  sped_mph FROM engine_telemetry");
    assertThat(column.kind()).isEqualTo(QueryException.Kind.UNDEFINED_COLUMN);
    assertThat(column).hasMessage("there is no column \"sped_mph\"; did you mean \"speed_mph\"?");
    assertThat(List.of(column.line(), column.column())).containsExactly(2, 3);

    QueryException table = refusal("SELECT rpm FROM engine_telemetri");
    assertThat(table.kind()).isEqualTo(QueryException.Kind.UNDEFINED_TABLE);
    assertThat(table).hasMessageContaining("did you mean \"engine_telemetry\"?");
    assertThat(List.of(table.line(), table.column())).containsExactly(1, 17);

    QueryException function = refusal("SELECT rond(rpm) FROM engine_telemetry");
    assertThat(function.kind()).isEqualTo(QueryException.Kind.UNDEFINED_FUNCTION);
    assertThat(function).hasMessage("there is no function rond; did you mean \"round\"?");
  }

  @Test
  void syntaxErrorsSayWhere() {
    QueryException unexpected = refusal("SELECT rpm\nFROM engine_telemetry WHER x");
    assertThat(unexpected.kind()).isEqualTo(QueryException.Kind.SYNTAX);
    assertThat(List.of(unexpected.line(), unexpected.column())).containsExactly(2, 28);
    assertThat(refusal("SELECT 1; SELECT 2")).hasMessageContaining("more than one statement");
    assertThat(refusal("SELECT rpm FROM engine_telemetry WHERE rpm > (1"))
        .hasMessageContaining("ends too early");
  }

  @Test
  void reservedWordsAreToBeQuoted() {
    for (String sql :
        List.of("SELECT order FROM engine_telemetry", "SELECT rpm FROM where WHERE rpm = 1")) {
      assertThat(refusal(sql))
          .as(sql)
          .hasMessageContaining("; if it is a name, write it in double");
    }
    assertThat(refusal("SELECT rpm FROM engine_telemetry)")).hasMessage("syntax error at \")\"");
  }

  @Test
  void badLiteralsSayWhere() {
    QueryException time = refusal("SELECT rpm FROM engine_telemetry WHERE time > 'someday'");
    assertThat(time.kind()).isEqualTo(QueryException.Kind.INVALID_TIME);
    assertThat(time.column()).isEqualTo(47);
    QueryException number = refusal("SELECT rpm FROM engine_telemetry WHERE rpm = 'abc'");
    assertThat(number).hasMessage("'abc' is not a 64-bit integer");
    assertThat(refusal("SELECT INTERVAL '5 parsecs'")).hasMessageContaining("parsecs");
  }

  @Test
  void textAndNumbersDoNotMixUnasked() {
    assertThat(refusal("SELECT 1 FROM engine_telemetry WHERE driver > 5").kind())
        .isEqualTo(QueryException.Kind.UNDEFINED_FUNCTION);
    assertThat(refusal("SELECT 1 FROM engine_telemetry WHERE car_number = driver").kind())
        .isEqualTo(QueryException.Kind.UNDEFINED_FUNCTION);
    assertThat(refusal("SELECT 1 FROM engine_telemetry WHERE driver IN (1, 2)").kind())
        .isEqualTo(QueryException.Kind.UNDEFINED_FUNCTION);
    assertThat(refusal("SELECT avg(driver) FROM engine_telemetry").kind())
        .isEqualTo(QueryException.Kind.UNDEFINED_FUNCTION);
    assertThat(refusal("SELECT 1 FROM engine_telemetry WHERE time > 5").kind())
        .isEqualTo(QueryException.Kind.UNDEFINED_FUNCTION);
  }

  @Test
  void ungroupedColumnsAreRefused() {
    QueryException ungrouped = refusal("SELECT rpm, COUNT(*) FROM engine_telemetry GROUP BY lap");
    assertThat(ungrouped.kind()).isEqualTo(QueryException.Kind.GROUPING);
    assertThat(ungrouped.column()).isEqualTo(8);
  }

  @Test
  void whatTheExecutorLacksIsRefusedByName() {
    assertThat(refusal("SELECT 1 FROM engine_telemetry a JOIN tire_telemetry b ON a.lap = b.lap"))
        .hasMessage("a join is not supported");
    assertThat(refusal("SELECT SUM(rpm) OVER () FROM engine_telemetry").kind())
        .isEqualTo(QueryException.Kind.NOT_SUPPORTED);
    assertThat(refusal("SELECT 1 FROM engine_telemetry WHERE rpm IN (SELECT 1)").kind())
        .isEqualTo(QueryException.Kind.NOT_SUPPORTED);
    assertThat(refusal("SELECT 1 INTERSECT SELECT 2").kind())
        .isEqualTo(QueryException.Kind.NOT_SUPPORTED);
    assertThat(refusal("INSERT INTO engine_telemetry VALUES (1)"))
        .hasMessageContaining("rows are written over HTTP");
    assertThat(refusal("DROP TABLE engine_telemetry").kind())
        .isEqualTo(QueryException.Kind.NOT_SUPPORTED);
    assertThat(refusal("SELECT $1").kind()).isEqualTo(QueryException.Kind.NOT_SUPPORTED);
    assertThat(refusal("SELECT CAST(rpm AS VARCHAR(3)) FROM engine_telemetry").kind())
        .isEqualTo(QueryException.Kind.NOT_SUPPORTED);
  }

  @Test
  void namesMatchWithoutTheirCaseWhereThatIsClear() throws QueryException {
    assertThat(plan("SELECT RPM FROM Engine_Telemetry").exactNames()).isFalse();
    assertThat(plan("SELECT rpm FROM NASCAR_TELEMETRY.engine_telemetry").exactNames()).isFalse();
    assertThat(plan("SELECT rpm FROM engine_telemetry").exactNames()).isTrue();
  }

  @Test
  void anExactNameWinsAndOthersMustBeClear() throws QueryException {
    CatalogView catalog =
        RaceSchemas.catalog(
            1,
            RaceSchemas.table(1, RaceSchemas.DATABASE, "car", "x:long RPM:double rpm:long"),
            RaceSchemas.table(2, RaceSchemas.DATABASE, "CAR", "x:long"),
            RaceSchemas.table(3, RaceSchemas.DATABASE, "bus", "RPM:double rpm:long"));
    PlannedStatement exact =
        planner.plan(SqlStatement.of("SELECT rpm FROM car"), RaceSchemas.DATABASE, catalog);
    assertThat(exact.columns()).containsExactly(new ResultColumn("rpm", ResultType.LONG));
    QueryException table = refusal("SELECT x FROM Car", catalog);
    assertThat(table.kind()).isEqualTo(QueryException.Kind.AMBIGUOUS);
    assertThat(table).hasMessageContaining("\"CAR\", \"car\"");
    QueryException column = refusal("SELECT Rpm FROM bus", catalog);
    assertThat(column.kind()).isEqualTo(QueryException.Kind.AMBIGUOUS);
    assertThat(column).hasMessageContaining("\"RPM\", \"rpm\"");
    assertThat(column.column()).isEqualTo(8);
  }

  @Test
  void subqueriesInFromWithAndUnionPlan() throws QueryException {
    assertThat(explain("SELECT a FROM (SELECT rpm AS a FROM engine_telemetry) t WHERE a > 3"))
        .contains("LogicalFilter(condition=[>($5, 3)])");
    assertThat(explain("WITH x AS (SELECT rpm AS a FROM engine_telemetry) SELECT max(a) FROM x"))
        .contains("MAX($0)");
    assertThat(explain("SELECT rpm FROM engine_telemetry UNION SELECT lap FROM tire_telemetry"))
        .contains("LogicalUnion");
  }

  @Test
  void selectWithoutFromPlans() throws QueryException {
    assertThat(types("SELECT 1, now(), 'é€', version(), 1.5"))
        .containsExactly(
            ResultType.LONG,
            ResultType.TIMESTAMP,
            ResultType.STRING,
            ResultType.STRING,
            ResultType.DOUBLE);
  }

  @Test
  void aTextAtEachLimitPlansAndOnePastItIsRefused() throws QueryException {
    SqlLimits limits = new SqlLimits(200, 50, 3, 5, 4);
    SqlPlanner strict = new SqlPlanner(limits);
    strict.plan(SqlStatement.of("SELECT 1" + " ".repeat(192)), "db", RaceSchemas.race());
    assertTooComplex(strict, "SELECT 1" + " ".repeat(193), "max-sql-bytes = 200");
    strict.plan(SqlStatement.of("SELECT (((1)))"), "db", RaceSchemas.race());
    assertTooComplex(strict, "SELECT ((((1))))", "max-sql-nesting = 3");
    strict.plan(SqlStatement.of("SELECT 1 + 1 + 1 + 1 + 1 + 1"), "db", RaceSchemas.race());
    assertTooComplex(strict, "SELECT 1 + 1 + 1 + 1 + 1 + 1 + 1", "max-sql-operators = 5");
    strict.plan(SqlStatement.of("SELECT 1, 2, 3, 4"), "db", RaceSchemas.race());
    assertTooComplex(strict, "SELECT 1, 2, 3, 4, 5", "max-sql-list-items = 4");
    assertTooComplex(strict, "SELECT " + "a ".repeat(50), "max-sql-tokens = 50");
  }

  private static void assertTooComplex(SqlPlanner planner, String sql, String limit) {
    try {
      planner.plan(SqlStatement.of(sql), "db", RaceSchemas.race());
    } catch (QueryException e) {
      assertThat(e.kind()).isEqualTo(QueryException.Kind.TOO_COMPLEX);
      assertThat(e).hasMessageContaining(limit);
      return;
    }
    throw new AssertionError("planned: " + sql);
  }

  @Test
  void aThreadThatIsInterruptedPlansNoFurther() throws Exception {
    HepPlanner rules = LogicalOptimizer.newPlanner();
    PlannedStatement planned =
        planner.plan(
            SqlStatement.of("SELECT lap FROM engine_telemetry WHERE 1 + 1 = lap"),
            RaceSchemas.DATABASE,
            RaceSchemas.race());
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> LogicalOptimizer.optimize(rules, planned.plan()))
          .isInstanceOf(CancellationException.class);
      assertThatThrownBy(() ->
              planner.plan(SqlStatement.of("SELECT 1"), RaceSchemas.DATABASE, RaceSchemas.race()))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("nobody waits");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void whatTheDefaultLimitsAllowPlansOnABigStack() throws Exception {
    SqlLimits limits = SqlLimits.DEFAULT;
    String nested = "(".repeat(99) + "rpm" + ")".repeat(99);
    String ors = "rpm = 1" + " OR lap = 2".repeat(limits.maxOperators() - 1);
    String list = "1" + ", 2".repeat(limits.maxListItems() - 1);
    try (PlanningPool pool = new PlanningPool(planner, 1)) {
      for (String condition :
          List.of(nested + " > 1", ors, "rpm IN (" + list + ")", "rpm > 1" + "+1".repeat(900))) {
        String sql = "SELECT lap FROM engine_telemetry WHERE " + condition;
        assertThat(
                pool.plan(
                        SqlStatement.of(sql),
                        RaceSchemas.DATABASE,
                        RaceSchemas.race(),
                        new StatementStop(
                            new SystemClock(),
                            new QueryTimeout(Duration.ofMinutes(10)),
                            new QueryCancellation()))
                    .columns())
            .hasSize(1);
      }
    }
  }
}
