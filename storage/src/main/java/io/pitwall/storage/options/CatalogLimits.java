package io.pitwall.storage.options;

import io.pitwall.storage.limit.StoreLimits;

/**
 * How many names a store may have; {@link StoreLimits} says what each limit means. A store that has
 * more already keeps them: only new names are refused.
 *
 * @param maxDatabases {@link StoreLimits#MAX_DATABASES}
 * @param maxTables {@link StoreLimits#MAX_TABLES}
 * @param maxColumnsPerTable {@link StoreLimits#MAX_COLUMNS_PER_TABLE}
 * @param maxSeries {@link StoreLimits#MAX_SERIES}
 */
public record CatalogLimits(
    int maxDatabases, int maxTables, int maxColumnsPerTable, int maxSeries) {
  /** The default of each limit. */
  public static CatalogLimits defaults() {
    return new CatalogLimits(
        StoreLimits.MAX_DATABASES.defaultInt(),
        StoreLimits.MAX_TABLES.defaultInt(),
        StoreLimits.MAX_COLUMNS_PER_TABLE.defaultInt(),
        StoreLimits.MAX_SERIES.defaultInt());
  }
}
