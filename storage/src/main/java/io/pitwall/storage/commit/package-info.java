/**
 * The log's thread: takes batches, writes their records, makes them durable in groups and visible.
 *
 * <p>In: prepared batches, in a {@link io.pitwall.storage.commit.BatchQueue}. Out: log records,
 * rows in the published state, frozen rows to be sealed, and one answer per batch. {@link
 * io.pitwall.storage.commit.HeadBudget} has every fraction of the memory of unsealed rows at which
 * something happens.
 */
@NullMarked
package io.pitwall.storage.commit;

import org.jspecify.annotations.NullMarked;
