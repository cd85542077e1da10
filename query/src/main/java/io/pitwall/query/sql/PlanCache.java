package io.pitwall.query.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import org.jspecify.annotations.Nullable;

/**
 * Plans by text and default database, least useful ones forgotten. A plan holds for any catalogue
 * in which the tables it reads have the same columns, so that new series, columns and tables
 * elsewhere leave it alone; {@code now()} is no part of it. Safe for many threads.
 */
public final class PlanCache {
  /** What a small plan's operators and types take; an estimate that only needs its magnitude. */
  private static final int PLAN_BYTES = 16 * 1024;

  /** A text's share in its own plan: literals, names, expressions. */
  private static final int PLAN_BYTES_PER_CHARACTER = 16;

  private record Key(String sql, String database) {}

  private final Cache<Key, PlannedStatement> plans;

  /**
   * @param maxBytes about how much memory plans may take; 0 keeps none
   */
  public PlanCache(long maxBytes) {
    this.plans =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, PlannedStatement plan) ->
                PLAN_BYTES + key.sql().length() * PLAN_BYTES_PER_CHARACTER)
            .executor(Runnable::run)
            .build();
  }

  /** The plan if there is one that holds for the catalogue. */
  public @Nullable PlannedStatement find(String sql, String database, CatalogView catalog) {
    PlannedStatement plan = plans.getIfPresent(new Key(sql, database));
    return plan != null && holds(plan, catalog) ? plan : null;
  }

  public void keep(String sql, String database, PlannedStatement plan) {
    plans.put(new Key(sql, database), plan);
  }

  private static boolean holds(PlannedStatement plan, CatalogView catalog) {
    if (plan.catalogVersion() == catalog.version()) {
      return true;
    }
    if (!plan.exactNames()) {
      return false;
    }
    for (TableSchema planned : plan.tables()) {
      TableSchema now = catalog.find(planned.database(), planned.name());
      boolean same =
          now == planned
              || (now != null
                  && now.tableId() == planned.tableId()
                  && now.columns().equals(planned.columns()));
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
