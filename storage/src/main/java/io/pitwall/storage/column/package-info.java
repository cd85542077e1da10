/**
 * Columns in memory: what a parser fills and what a reader hands out.
 *
 * <p>In: values of one request, row by row, from a parser ({@link
 * io.pitwall.storage.column.WriteBatch}, one {@link io.pitwall.storage.column.TableBatch} for each
 * table named in it). Out: vectors of at most 1,024 rows of one column ({@link
 * io.pitwall.storage.column.ColumnVector}).
 *
 * <p>Known in here: the data model's types, null, and the rule for values whose type does not fit
 * the column. Not known in here: ids, files, the log, SQL and where a batch came from.
 */
@NullMarked
package io.pitwall.storage.column;

import org.jspecify.annotations.NullMarked;
