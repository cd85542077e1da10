/**
 * Sealing: turns the frozen rows of the head into segments, on a thread of its own.
 *
 * <p>In: frozen rows, in a {@link io.pitwall.storage.sealing.SealingQueue}. Out: published
 * segments. When rows are frozen is decided by {@link io.pitwall.storage.commit.SealingPolicy}.
 */
@NullMarked
package io.pitwall.storage.sealing;

import org.jspecify.annotations.NullMarked;
