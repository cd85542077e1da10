package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.exec.expression.ExpressionCompiler;
import io.pitwall.query.exec.expression.StatementValues;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.fixture.UnboundedControl;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.SettingValues;
import io.pitwall.query.sql.SqlPlanner;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.read.Snapshot;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.junit.jupiter.api.Test;

class AggregateStatesTest {
  /** The states of aggregates of longs and booleans of the engine table. */
  private static AggregateStates states(String aggregates) throws QueryException {
    MemoryStore store = new MemoryStore();
    store.add(RaceRows.engine(), List.of());
    try (Snapshot snapshot = store.snapshot()) {
      RelNode plan =
          new SqlPlanner()
              .plan(
                  SqlStatement.of("SELECT " + aggregates + " FROM engine_telemetry"),
                  RaceRows.DATABASE,
                  snapshot.catalog())
              .plan();
      Aggregate aggregate = (Aggregate) plan;
      List<RexNode> columns =
          aggregate.getInput().getRowType().getFieldList().stream()
              .map(field -> (RexNode) new RexInputRef(field.getIndex(), field.getType()))
              .toList();
      ColumnType[] types = SqlType.columnsOf(aggregate.getInput().getRowType());
      ExpressionCompiler compiler =
          new ExpressionCompiler(
              types,
              new StatementValues(RaceRows.NOW, SettingValues.NONE),
              FunctionTable::compilerOf,
              new UnboundedControl());
      return new AggregateStates(
          aggregate.getAggCallList(), new AggregateArguments(columns, compiler));
    }
  }

  @Test
  void sumAndAverageOfOneArgumentShareAState() throws QueryException {
    AggregateStates shared = states("SUM(rpm), AVG(rpm)");
    assertThat(shared.results()).hasSize(2);
    assertThat(shared.inputs()).hasSize(1);
    assertThat(shared.slots().bytesPerGroup()).isEqualTo(24);
  }

  @Test
  void otherArgumentsConditionsAndRepetitionsHaveStatesOfTheirOwn() throws QueryException {
    assertThat(states("SUM(rpm), SUM(lap)").inputs()).hasSize(2);
    assertThat(states("SUM(rpm), AVG(rpm) FILTER (WHERE pit)").inputs()).hasSize(2);
    assertThat(states("SUM(rpm), AVG(DISTINCT rpm)").inputs()).hasSize(2);
    assertThat(states("MIN(rpm), MAX(rpm)").inputs()).hasSize(2);
  }
}
