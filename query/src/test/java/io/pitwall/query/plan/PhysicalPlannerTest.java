package io.pitwall.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.RaceSchemas;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.sql.SqlPlanner;
import io.pitwall.query.statement.SqlStatement;
import org.junit.jupiter.api.Test;

class PhysicalPlannerTest {
  private static PlanNode plan(String sql) throws QueryException {
    return PhysicalPlanner.plan(
        new SqlPlanner()
            .plan(SqlStatement.of(sql), RaceSchemas.DATABASE, RaceSchemas.race())
            .plan());
  }

  @Test
  void aLimitByTimeReadsTheTableInThatOrder() throws QueryException {
    PlanNode newest = plan("SELECT rpm, time FROM engine_telemetry ORDER BY time DESC LIMIT 5");
    assertThat(newest)
        .isInstanceOfSatisfying(
            PlanNode.TopByTime.class,
            top -> assertThat(top.order()).isEqualTo(ScanOrder.NEWEST_FIRST));
    PlanNode oldest = plan("SELECT * FROM engine_telemetry ORDER BY time, rpm LIMIT 5");
    assertThat(oldest)
        .isInstanceOfSatisfying(
            PlanNode.TopByTime.class,
            top -> assertThat(top.order()).isEqualTo(ScanOrder.OLDEST_FIRST));
  }

  @Test
  void otherOrdersAndAllRowsAreSorted() throws QueryException {
    assertThat(plan("SELECT rpm, time FROM engine_telemetry ORDER BY rpm, time LIMIT 5"))
        .isInstanceOf(PlanNode.Sort.class);
    assertThat(plan("SELECT rpm, time FROM engine_telemetry ORDER BY time DESC"))
        .isInstanceOf(PlanNode.Sort.class);
  }

  @Test
  void anAggregateOfATableIsPlannedAsOne() throws QueryException {
    assertThat(plan("SELECT max(rpm + 1) FROM engine_telemetry WHERE lap > 2"))
        .isInstanceOfSatisfying(
            PlanNode.ScanAggregate.class,
            aggregate -> assertThat(aggregate.scan().conditions()).hasSize(1));
    assertThat(
            plan(
                "SELECT max(m) FROM"
                    + " (SELECT lap, min(rpm) AS m FROM engine_telemetry GROUP BY lap) laps"))
        .isInstanceOfSatisfying(
            PlanNode.Aggregate.class,
            aggregate -> assertThat(aggregate.input()).isInstanceOf(PlanNode.ScanAggregate.class));
  }
}
