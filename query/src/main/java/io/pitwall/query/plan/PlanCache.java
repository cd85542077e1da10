package io.pitwall.query.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pitwall.storage.schema.CatalogView;
import org.jspecify.annotations.Nullable;

/**
 * Caches plans by text and default database, and evicts the least useful. A plan holds for any
 * catalog in which the tables that it reads have the same columns: new series, and new columns and
 * tables elsewhere, do not matter. Safe for many threads.
 */
public final class PlanCache {
  /** Memory of a small plan's nodes and types; an estimate, of which only the magnitude matters. */
  private static final int PLAN_BYTES = 16 * 1024;

  /** Memory that a longer text adds to its plan: literals, names, expressions. */
  private static final int PLAN_BYTES_PER_CHARACTER = 16;

  private record Key(String sql, String database) {}

  private final Cache<Key, QueryPlan> plans;

  /**
   * @param maxBytes about how much memory plans may take; 0 keeps none
   */
  public PlanCache(long maxBytes) {
    this.plans =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, QueryPlan plan) ->
                PLAN_BYTES + key.sql().length() * PLAN_BYTES_PER_CHARACTER)
            .executor(Runnable::run)
            .build();
  }

  /** The plan of the text if it holds for the catalog; null if there is none. */
  public @Nullable QueryPlan find(String sql, String database, CatalogView catalog) {
    QueryPlan plan = plans.getIfPresent(new Key(sql, database));
    return plan != null && plan.holds(catalog) ? plan : null;
  }

  public void keep(String sql, String database, QueryPlan plan) {
    plans.put(new Key(sql, database), plan);
  }
}
