package io.pitwall.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.fixture.RaceSchemas;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.ResultType;
import io.pitwall.query.statement.SqlLimits;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryEngineTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_767_225_600L * SECOND;

  private final HandClock clock = new HandClock();
  private final MemoryStore store = new MemoryStore();
  private final QueryEngine engine = new QueryEngine(store, clock, QueryLimits.DEFAULT);

  QueryEngineTest() {
    TableSchema car = RaceSchemas.table(1, "race", "car", "number:long driver:tag speed:double");
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(new @Nullable Object[] {START + i * SECOND, (long) (i % 2), "d" + i % 2, i * 1.5});
    }
    store.add(car, List.of(new MemorySource(car, rows, 4, false)));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private List<String> rows(String sql) throws QueryException {
    QueryRequest request =
        new QueryRequest(sql, "race", Duration.ofSeconds(60), new QueryCancellation());
    List<String> rows = new ArrayList<>();
    try (QueryResult result = engine.execute(request)) {
      ResultPage page = result.next();
      while (page != null) {
        for (int row = 0; row < page.rows(); row++) {
          List<String> values = new ArrayList<>();
          for (int column = 0; column < result.columns().size(); column++) {
            values.add(value(result.columns().get(column).type(), page, column, row));
          }
          rows.add(String.join("|", values));
        }
        page = result.next();
      }
    }
    return rows;
  }

  private static String value(ResultType type, ResultPage page, int column, int row) {
    if (page.isNull(column, row)) {
      return "null";
    }
    return switch (type) {
      case BOOLEAN -> Boolean.toString(page.getLong(column, row) != 0);
      case LONG, TIMESTAMP, INTERVAL -> Long.toString(page.getLong(column, row));
      case DOUBLE -> Double.toString(page.getDouble(column, row));
      case STRING -> new String(page.getUtf8(column, row), StandardCharsets.UTF_8);
    };
  }

  private QueryException refusal(String sql) {
    return Objects.requireNonNull(catchThrowableOfType(QueryException.class, () -> rows(sql)));
  }

  @Test
  void nowIsBoundAtExecutionThoughThePlanIsKept() throws QueryException {
    String sql = "SELECT count(*) FROM car WHERE time >= now() - INTERVAL '3 seconds'";
    clock.now = START + 9 * SECOND;
    assertThat(rows(sql)).containsExactly("4");
    clock.now = START + 11 * SECOND;
    assertThat(rows(sql)).containsExactly("2");
    assertThat(rows("SELECT now()")).containsExactly(Long.toString(clock.now));
  }

  @Test
  void groupsAndOrders() throws QueryException {
    assertThat(
            rows(
                "SELECT driver, count(*), avg(speed) AS a, sum(number), first(speed), last(speed)"
                    + " FROM race.car GROUP BY driver ORDER BY a DESC"))
        .containsExactly("d1|5|7.5|5|1.5|13.5", "d0|5|6.0|0|0.0|12.0");
    assertThat(rows("SELECT DISTINCT number FROM car WHERE speed > 1.0 ORDER BY 1"))
        .containsExactly("0", "1");
  }

  @Test
  void bucketsOfTimeAndPartsOfIt() throws QueryException {
    assertThat(rows("SELECT time_bucket('5s', time) AS t, count(*) FROM car GROUP BY 1 ORDER BY 1"))
        .containsExactly(START + "|5", START + 5 * SECOND + "|5");
    assertThat(
            rows(
                "SELECT floor(extract(epoch from time)/5)*5 AS t, count(*) FROM car"
                    + " GROUP BY 1 ORDER BY 1"))
        .containsExactly(START / SECOND * 1.0 + "|5", (START / SECOND + 5) * 1.0 + "|5");
    assertThat(
            rows("SELECT date_trunc('minute', time) FROM car WHERE time = '2026-01-01 00:00:07'"))
        .containsExactly(Long.toString(START));
  }

  @Test
  void literalsOfEveryType() throws QueryException {
    assertThat(rows("SELECT 1, 7/2, 7/2.0, -0.0, 'é€', NULL, true, -9223372036854775808"))
        .containsExactly("1|3|3.5|-0.0|é€|null|true|-9223372036854775808");
    assertThat(rows("SELECT CASE WHEN 1 < 2 THEN 'a' ELSE 'bc' END, COALESCE(NULL, 5), '7'::int"))
        .containsExactly("a|5|7");
  }

  @Test
  void statementsAboutTheStoreGoThroughTheSameDoor() throws QueryException {
    assertThat(rows("SHOW TABLES;")).containsExactly("car");
    assertThat(rows("DESCRIBE car")).hasSize(4);
  }

  @Test
  void errorsAreTypedAndTheEngineLivesOn() throws QueryException {
    assertThat(refusal("SELECT spee FROM car").kind())
        .isEqualTo(QueryException.Kind.UNDEFINED_COLUMN);
    assertThat(refusal("SELECT 9223372036854775807 + number FROM car").kind())
        .isEqualTo(QueryException.Kind.OUT_OF_RANGE);
    assertThat(refusal("").kind()).isEqualTo(QueryException.Kind.SYNTAX);
    assertThat(rows("SELECT count(*) FROM car")).containsExactly("10");
  }

  @Test
  void aCancelledStatementAndOneOutOfTimeEnd() {
    QueryCancellation cancelled = new QueryCancellation();
    cancelled.cancel();
    QueryRequest request = new QueryRequest("SELECT 1", "race", Duration.ofSeconds(1), cancelled);
    assertThat(refusal(request).kind()).isEqualTo(QueryException.Kind.CANCELLED);
    QueryRequest late =
        new QueryRequest("SELECT 1", "race", Duration.ofNanos(-1), new QueryCancellation());
    assertThat(refusal(late).kind()).isEqualTo(QueryException.Kind.TIMEOUT);
  }

  private QueryException refusal(QueryRequest request) {
    return Objects.requireNonNull(
        catchThrowableOfType(QueryException.class, () -> engine.execute(request)));
  }

  @Test
  void theDeepestStatementsThatTheDefaultLimitsAllowAreExecuted() throws Exception {
    SqlLimits limits = SqlLimits.DEFAULT;
    int operators = limits.maxOperators() - 4; // the conditions have some more
    int nesting = limits.maxNesting() - 1;
    String all = "SELECT COUNT(*) FROM car WHERE ";
    for (String sql :
        List.of(
            all + "(".repeat(nesting) + "number" + ")".repeat(nesting) + " >= 0",
            all + "number = 0" + " OR number = 1".repeat(operators - 1),
            all + "number IN (0" + ", 1".repeat(limits.maxListItems() - 1) + ")",
            all + "number" + "+1".repeat(operators - 1) + " >= 900",
            all + "speed" + "*1.5-number".repeat((operators - 2) / 2) + " > -1e300 OR true",
            all + "driver" + " || 'x'".repeat(operators - 1) + " <> ''",
            all + "number" + "::double precision::bigint".repeat(operators / 2 - 1) + " >= 0",
            all + "NOT ".repeat(operators / 2 * 2 - 2) + "number >= 0",
            all + nested("COALESCE(NULLIF(number, 7), ", "number", ")", nesting / 2) + " >= 0",
            all + nested("CASE WHEN number = 5 THEN 1 ELSE ", "number", " END", nesting) + " >= 0",
            all + nested("abs(", "number", ")", nesting) + " >= 0",
            "SELECT COUNT(*) FROM "
                + nested("(SELECT number + 1 AS number FROM ", "car", ")", nesting),
            "SELECT COUNT(*) / "
                + (operators - 1)
                + " FROM (SELECT number FROM car"
                + " UNION ALL SELECT number FROM car".repeat(operators - 2)
                + ")")) {
      assertThat(onThread(16 << 20, sql)).as(sql.substring(0, 60)).isEqualTo("[10]");
    }
  }

  private static String nested(String open, String inner, String close, int depth) {
    return open.repeat(depth) + inner + close.repeat(depth);
  }

  /** The rows of a statement, or its kind of error, on a thread with a stack of this size. */
  private String onThread(long stackBytes, String sql) throws Exception {
    FutureTask<String> task =
        new FutureTask<>(() -> {
          try {
            return rows(sql).toString();
          } catch (QueryException e) {
            return e.kind() + ": " + e.getMessage();
          }
        });
    new Thread(null, task, "small", stackBytes).start();
    return task.get(60, TimeUnit.SECONDS);
  }

  @Test
  void aStatementThatIsTooDeepForItsThreadIsRefusedAndTheNextIsAnswered() throws Exception {
    String deep =
        "SELECT COUNT(*) FROM car WHERE number"
            + "+1".repeat(SqlLimits.DEFAULT.maxOperators() - 1)
            + " >= 900";
    assertThat(onThread(160 << 10, deep)).startsWith("TOO_COMPLEX");
    assertThat(onThread(16 << 20, deep)).isEqualTo("[10]");
  }

  @Test
  void aStatementWhoseSnapshotIsToBeClosedEndsWithTheReason() throws Exception {
    AtomicReference<Runnable> evict = new AtomicReference<>(() -> {});
    try (QueryEngine evicting =
        new QueryEngine(
            () -> new EvictedSnapshot(store.snapshot(), evict), clock, QueryLimits.DEFAULT)) {
      QueryRequest request =
          new QueryRequest(
              "SELECT * FROM car", "race", Duration.ofSeconds(1), new QueryCancellation());
      try (QueryResult result = evicting.execute(request)) {
        assertThat(result.next()).isNotNull();
        evict.get().run();
        QueryException failure =
            Objects.requireNonNull(catchThrowableOfType(QueryException.class, result::next));
        assertThat(failure.kind()).isEqualTo(QueryException.Kind.OVERLOADED);
        assertThat(failure.kind().sqlState()).isEqualTo("53200");
        assertThat(failure).hasMessageContaining("max-pinned-bytes");
      }
    }
  }

  /** A snapshot that a test asks to be closed. */
  private record EvictedSnapshot(Snapshot snapshot, AtomicReference<Runnable> evict)
      implements Snapshot {
    @Override
    public long lsn() {
      return snapshot.lsn();
    }

    @Override
    public CatalogView catalog() {
      return snapshot.catalog();
    }

    @Override
    public @Nullable TableSnapshot table(String database, String table) {
      return snapshot.table(database, table);
    }

    @Override
    public void onEviction(Runnable action) {
      evict.set(action);
    }

    @Override
    public void close() {
      snapshot.close();
    }
  }

  /** Stands still until it is set. */
  private static final class HandClock implements Clock {
    private long now = START;

    @Override
    public long nanosSinceEpoch() {
      return now;
    }

    @Override
    public long monotonicNanos() {
      return now;
    }
  }
}
