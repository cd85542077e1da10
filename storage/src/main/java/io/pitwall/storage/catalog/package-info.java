/**
 * Names and ids: databases, tables, columns and series.
 *
 * <p>Everybody outside speaks names and reads {@link io.pitwall.storage.schema.CatalogView}; the
 * files speak ids only. Ids are given in log order by the log's one writer, stand in the log record
 * that first uses them and in the manifest, and are never used twice, so a name can be dropped and
 * come back as another thing.
 */
@NullMarked
package io.pitwall.storage.catalog;

import org.jspecify.annotations.NullMarked;
