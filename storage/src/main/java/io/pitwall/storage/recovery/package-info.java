/**
 * Recovery when a store opens: first what the manifest knows, then, on top of it, what only the log
 * has.
 *
 * <p>In: the manifest and the log of the last life of the store. Out: catalog, published state and
 * positions ({@link io.pitwall.storage.recovery.RecoveredManifest}), the rows of the log in the
 * head, and a report of damage. The live store is put together by {@link
 * io.pitwall.storage.Store}'s opening, from these.
 */
@NullMarked
package io.pitwall.storage.recovery;

import org.jspecify.annotations.NullMarked;
