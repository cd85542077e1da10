/**
 * The visible state of a store: which rows each table has, in the head and in segments.
 *
 * <p>In: rows of log records, frozen rows, and segments that replace rows. Out: immutable {@link
 * io.pitwall.storage.state.StoreState}s and snapshots of them. {@link
 * io.pitwall.storage.state.PublishedState} holds the current one; {@link
 * io.pitwall.storage.state.OpenSnapshots} frees what was replaced once nobody can read it.
 */
@NullMarked
package io.pitwall.storage.state;

import org.jspecify.annotations.NullMarked;
