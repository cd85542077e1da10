package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.exec.aggregate.AggregateKernel;
import io.pitwall.query.exec.expression.ExpressionCompiler;
import io.pitwall.query.exec.expression.StatementValues;
import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.fixture.UnboundedControl;
import io.pitwall.query.function.FunctionEntry;
import io.pitwall.query.function.FunctionExample;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.function.NullRule;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.ResultType;
import io.pitwall.query.result.SettingValues;
import io.pitwall.query.sql.CallOperands;
import io.pitwall.query.sql.SqlPlanner;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds what the entries of the function table declare to what calls do. */
class FunctionTableTest {
  /** One row: a time, and a null of each other type. */
  private static final TableSchema NULLS =
      RaceRows.schema(1, "nulls", "n_long:LONG n_double:DOUBLE n_string:STRING n_boolean:BOOLEAN");

  /** The arguments that must be constants, by the entry's first name and the place of the text. */
  private static final Set<String> CONSTANTS =
      Set.of(
          "+ 1",
          "CURRENT_SETTING 0",
          "CURRENT_SETTING 1",
          "DATE_TRUNC 0",
          "EXTRACT 0",
          "ILIKE 1",
          "LIKE 1",
          "TIME_BUCKET 0");

  private static final TableSchema SAMPLES =
      RaceRows.schema(2, "samples", "lap:LONG driver:STRING speed:DOUBLE");

  private final MemoryStore store = new MemoryStore();

  FunctionTableTest() {
    List<@Nullable Object[]> nulls = new ArrayList<>();
    nulls.add(row(0L, null, null, null, null));
    store.add(NULLS, List.of(new MemorySource(NULLS, nulls, 1, false)));
    List<@Nullable Object[]> samples =
        List.of(
            row(1L, 1L, "Larson", 181.0),
            row(2L, 2L, "Byron", null),
            row(3L, 3L, "Larson", 182.5),
            row(4L, 4L, "Byron", 180.25));
    store.add(SAMPLES, List.of(new MemorySource(SAMPLES, samples, 2, false)));
  }

  private static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  private static Stream<FunctionEntry> entries() {
    return FunctionTable.families().stream().flatMap(family -> family.entries().stream());
  }

  private static Stream<FunctionEntry> entries(NullRule rule) {
    return entries().filter(entry -> entry.nulls() == rule);
  }

  private @Nullable Object value(String sql) throws QueryException {
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW).run(sql).get(0).get(0);
  }

  private RelNode plan(String sql) throws QueryException {
    try (Snapshot snapshot = store.snapshot()) {
      return new SqlPlanner()
          .plan(SqlStatement.of(sql), RaceRows.DATABASE, snapshot.catalog())
          .plan();
    }
  }

  private ResultType typeOf(String expression) throws QueryException {
    try (Snapshot snapshot = store.snapshot()) {
      return new SqlPlanner()
          .plan(SqlStatement.of("SELECT " + expression), RaceRows.DATABASE, snapshot.catalog())
          .columns()
          .get(0)
          .type();
    }
  }

  /** Nulls of the type: a constant, and one of a row where rows can have the type. */
  private static List<String> nullsOf(ResultType type) {
    return switch (type) {
      case LONG -> List.of("CAST(NULL AS BIGINT)", "n_long");
      case DOUBLE -> List.of("CAST(NULL AS DOUBLE)", "n_double");
      case STRING -> List.of("CAST(NULL AS VARCHAR)", "n_string");
      case BOOLEAN -> List.of("CAST(NULL AS BOOLEAN)", "n_boolean");
      case TIMESTAMP -> List.of("CAST(NULL AS TIMESTAMP)", "CAST(n_string AS TIMESTAMP)");
      case INTERVAL -> List.of("NULL");
    };
  }

  /**
   * A call with a null.
   *
   * @param argument its place in the example
   */
  private record CallWithNull(String text, int argument) {}

  /** The calls of an entry's examples with each argument in turn replaced by nulls of its type. */
  private List<CallWithNull> callsWithNull(FunctionEntry entry) throws QueryException {
    List<CallWithNull> calls = new ArrayList<>();
    for (FunctionExample example : entry.examples()) {
      CallOperands operands = new CallOperands(example.expression());
      assertThat(operands.count()).as(example.expression()).isPositive();
      for (int i = 0; i < operands.count(); i++) {
        String operand = operands.operand(i);
        if (!operand.equals("NULL")) {
          for (String absent : nullsOf(typeOf(operand))) {
            calls.add(new CallWithNull(operands.with(i, absent), i));
          }
        }
      }
    }
    return calls;
  }

  @Test
  void aNullArgumentMakesTheResultNullWhereTheEntrySaysSo() throws Exception {
    Set<String> refused = new TreeSet<>();
    for (FunctionEntry entry : entries(NullRule.NULL).toList()) {
      for (CallWithNull call : callsWithNull(entry)) {
        try {
          assertThat(value("SELECT " + call.text() + " FROM nulls")).as(call.text()).isNull();
        } catch (QueryException e) {
          assertThat(e.kind()).as(call.text()).isNotEqualTo(QueryException.Kind.INTERNAL);
          refused.add(entry.names().get(0) + " " + call.argument());
        }
      }
    }
    assertThat(refused).isEqualTo(CONSTANTS);
  }

  @Test
  void aNullArgumentOfAFunctionThatSkipsItChangesNothing() throws Exception {
    for (FunctionEntry entry : entries(NullRule.SKIPPED).filter(e -> !e.isAggregate()).toList()) {
      for (CallWithNull call : callsWithNull(entry)) {
        assertThat(value("SELECT " + call.text() + " FROM nulls")).as(call.text()).isNotNull();
      }
    }
  }

  @Test
  void aggregatesSkipNulls() throws QueryException {
    for (FunctionEntry entry : entries().filter(FunctionEntry::isAggregate).toList()) {
      assertThat(entry.nulls()).as("%s", entry.names()).isEqualTo(NullRule.SKIPPED);
      for (String name : entry.names()) {
        String call = entry.forms().get(0).contains(", ") ? name + "(speed, %s)" : name + "(speed)";
        for (String order : List.of("ABS(lap - 2)", "-ABS(lap - 2)")) {
          // Row 2 has no speed, and is the first, the last, the least and the greatest in turn.
          for (String rows : List.of("lap >= 2", "lap <= 2", "lap > 0")) {
            String sql = "SELECT " + call.formatted(order) + " FROM samples WHERE " + rows;
            assertThat(value(sql))
                .as(sql)
                .isNotNull()
                .isEqualTo(value(sql + " AND speed IS NOT NULL"));
          }
        }
      }
    }
  }

  @Test
  void anEntryThatIsAboutNullsShowsOne() {
    for (FunctionEntry entry : entries(NullRule.ANSWERED).toList()) {
      assertThat(entry.examples().stream().map(FunctionExample::expression))
          .as("examples of %s", entry.names())
          .anyMatch(expression -> expression.matches(".*\\bNULL\\b.*"));
    }
  }

  @Test
  void anEntryWithoutArgumentsHasNone() {
    for (FunctionEntry entry : entries(NullRule.NO_ARGUMENTS).toList()) {
      assertThat(entry.forms()).allMatch(form -> !form.contains("(") || form.endsWith("()"));
    }
  }

  @Test
  void aCallHasTheTypeThatItsOperatorDeclares() throws Exception {
    for (FunctionEntry entry : entries().filter(e -> !e.isAggregate()).toList()) {
      if (entry.nulls() != NullRule.NO_ARGUMENTS) {
        for (CallWithNull call : callsWithNull(entry)) {
          if (!CONSTANTS.contains(entry.names().get(0) + " " + call.argument())) {
            assertTypeAsDeclared("SELECT " + call.text() + " FROM nulls");
          }
        }
      }
    }
  }

  private void assertTypeAsDeclared(String sql) throws QueryException {
    Project project = (Project) plan(sql);
    ColumnType[] inputs = SqlType.columnsOf(project.getInput().getRowType());
    RexNode call = project.getProjects().get(0);
    ExpressionCompiler compiler =
        new ExpressionCompiler(
            inputs,
            new StatementValues(RaceRows.NOW, SettingValues.NONE),
            FunctionTable::compilerOf,
            new UnboundedControl());
    assertThat(compiler.compile(call).type())
        .as(sql)
        .isEqualTo(SqlType.of(call.getType()).column());
  }

  @Test
  void anAggregateMakesTheTypeThatItsOperatorDeclares() throws QueryException {
    for (FunctionEntry entry : entries().filter(FunctionEntry::isAggregate).toList()) {
      for (FunctionExample example : entry.examples()) {
        RelNode plan = plan("SELECT " + example.expression() + " FROM samples");
        while (!(plan instanceof Aggregate)) {
          plan = plan.getInput(0);
        }
        Aggregate aggregate = (Aggregate) plan;
        ColumnType[] inputs = SqlType.columnsOf(aggregate.getInput().getRowType());
        for (AggregateCall call : aggregate.getAggCallList()) {
          AggregateKernel<?> kernel = FunctionTable.aggregateOf(call.getAggregation());
          assertThat(kernel).as(example.expression()).isNotNull();
          ColumnType argument =
              call.getArgList().isEmpty() ? ColumnType.LONG : inputs[call.getArgList().get(0)];
          assertThat(kernel.type().apply(argument))
              .as(example.expression())
              .isEqualTo(SqlType.of(call.getType()).column());
        }
      }
    }
  }
}
