/**
 * Names and types as readers and writers see them: immutable views of the catalog at one version.
 *
 * <p>In: published definitions. Out: {@link io.pitwall.storage.schema.CatalogView}, {@link
 * io.pitwall.storage.schema.TableSchema} and {@link io.pitwall.storage.schema.ColumnSchema}.
 */
@NullMarked
package io.pitwall.storage.schema;

import org.jspecify.annotations.NullMarked;
