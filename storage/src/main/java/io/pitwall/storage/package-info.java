/**
 * The storage engine's one door: {@link io.pitwall.storage.Store} takes a batch and hands out
 * snapshots.
 *
 * <p>A batch goes in as encoded columns in one log record, becomes visible and durable in the same
 * instant, and is sorted into an immutable segment in the background. A {@link
 * io.pitwall.storage.read.Snapshot} sees sealed segments and unsealed rows together, at one log
 * position. Nothing in this module knows the network or SQL.
 */
@NullMarked
package io.pitwall.storage;

import org.jspecify.annotations.NullMarked;
