package io.pitwall.storage.state;

import io.pitwall.storage.catalog.CatalogState;
import io.pitwall.storage.head.HeadView;
import java.util.List;

/**
 * The rows and names of a group of log records, to be made visible together.
 *
 * @param lsn the last of the records
 * @param catalog the names after it
 * @param frozen generations that a widened column ended, with all their rows
 * @param active generations that grew and still grow, as far as their rows are visible now
 */
public record AppendedRows(
    long lsn, CatalogState catalog, List<HeadView> frozen, List<HeadView> active) {}
