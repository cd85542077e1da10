package io.pitwall.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.RaceSchemas;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.sql.SqlPlanner;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import org.junit.jupiter.api.Test;

class PlanCacheTest {
  private static final String DB = RaceSchemas.DATABASE;

  private final PlanCache cache = new PlanCache(1 << 20);
  private final TableSchema car = RaceSchemas.table(1, DB, "car", "rpm:long");

  private QueryPlan plan(String sql, CatalogView catalog) throws QueryException {
    QueryPlan plan = QueryPlan.of(new SqlPlanner().plan(SqlStatement.of(sql), DB, catalog));
    cache.keep(sql, DB, plan);
    return plan;
  }

  @Test
  void aPlanOutlivesNewTablesElsewhere() throws QueryException {
    String sql = "SELECT rpm FROM car";
    QueryPlan plan = plan(sql, RaceSchemas.catalog(1, car));
    CatalogView more = RaceSchemas.catalog(2, car, RaceSchemas.engine());
    assertThat(cache.find(sql, DB, more)).isSameAs(plan);
    assertThat(cache.find(sql, "other", more)).isNull();
  }

  @Test
  void aPlanEndsWithTheColumnsItWasMadeFor() throws QueryException {
    String sql = "SELECT * FROM car";
    plan(sql, RaceSchemas.catalog(1, car));
    TableSchema wider = RaceSchemas.table(1, DB, "car", "rpm:long gear:long");
    assertThat(cache.find(sql, DB, RaceSchemas.catalog(2, wider))).isNull();
    assertThat(cache.find(sql, DB, RaceSchemas.catalog(2))).isNull();
  }

  @Test
  void aNameWithoutItsCaseHoldsForOneCatalogOnly() throws QueryException {
    String sql = "SELECT rpm FROM CAR";
    QueryPlan plan = plan(sql, RaceSchemas.catalog(1, car));
    assertThat(cache.find(sql, DB, RaceSchemas.catalog(1, car))).isSameAs(plan);
    assertThat(cache.find(sql, DB, RaceSchemas.catalog(2, car))).isNull();
  }
}
