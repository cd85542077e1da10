/**
 * Names and ids: databases, tables, columns and series.
 *
 * <p>In: names that are written for the first time, and {@link
 * io.pitwall.storage.catalog.CatalogChange}s that the manifest and the log bring back. Out: ids,
 * changes to be logged, and immutable views of the names. Callers of the store use names only,
 * files use ids only. The log's thread gives ids in log order; the log record that first uses an id
 * contains its definition, and the manifest gets it later. Ids are never used twice, so that a name
 * can be dropped and come back with another meaning.
 */
@NullMarked
package io.pitwall.storage.catalog;

import org.jspecify.annotations.NullMarked;
