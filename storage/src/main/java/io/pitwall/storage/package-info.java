/**
 * The storage engine: {@link io.pitwall.storage.Store} takes batches and hands out snapshots.
 *
 * <p>A batch is encoded as columns in one log record and becomes durable and visible in the same
 * instant; its rows are sorted into immutable segments in the background. A {@link
 * io.pitwall.storage.read.Snapshot} reads segments and unsealed rows together, at one log position.
 * This package only opens a store, connects its parts and closes it. Nothing in this module knows
 * the network or SQL.
 */
@NullMarked
package io.pitwall.storage;

import org.jspecify.annotations.NullMarked;
