package io.pitwall.storage.recovery;

import io.pitwall.storage.catalog.Catalog;
import io.pitwall.storage.state.StoreState;
import java.util.List;
import java.util.Map;

/**
 * What the manifest says about a store.
 *
 * @param catalog all names and ids of the manifest, published
 * @param state its segments, opened
 * @param epoch for the log records of this start; durable in the manifest
 * @param nextFileId the first file id that was never reserved
 * @param releasedLsn log records up to it are not needed by any table
 * @param sealedLsns log position up to which each table is sealed, by table id; 0 without an entry
 * @param damages one sentence for each segment that can't be opened
 * @param unknown segment files that it does not name
 */
public record RecoveredManifest(
    Catalog catalog,
    StoreState state,
    long epoch,
    long nextFileId,
    long releasedLsn,
    Map<Integer, Long> sealedLsns,
    List<String> damages,
    UnknownSegments unknown) {

  /** The last log record that some table has sealed or released: it was durable once. */
  long lastWitnessedLsn() {
    return sealedLsns.values().stream().reduce(releasedLsn, Math::max);
  }
}
