/**
 * What a writer hands to the store, and what it gets back.
 *
 * <p>In: values of one request, row by row, from a parser ({@link
 * io.pitwall.storage.batch.WriteBatch}, one {@link io.pitwall.storage.batch.TableBatch} for each
 * table named in it). Out: a {@link io.pitwall.storage.batch.WriteOutcome} with the rows that were
 * refused, or the reason why nothing was stored.
 *
 * <p>The rule for values whose type does not fit the column is here. Ids, files and the log are not
 * known in this package.
 */
@NullMarked
package io.pitwall.storage.batch;

import org.jspecify.annotations.NullMarked;
