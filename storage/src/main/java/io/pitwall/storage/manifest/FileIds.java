package io.pitwall.storage.manifest;

import java.io.IOException;
import java.util.List;

/**
 * Gives numbers to files, each only once in the life of a store: a range is reserved durably in the
 * manifest before its first number is given, and what a crash leaves of it is never used.
 */
public final class FileIds {
  private static final long RANGE = 1024;

  private final Manifest manifest;
  private long next;
  private long reserved;

  /**
   * @param next the first number that the manifest has not reserved
   */
  public FileIds(Manifest manifest, long next) {
    this.manifest = manifest;
    this.next = next;
    reserved = next;
  }

  public synchronized long next() throws IOException {
    if (next == reserved) {
      manifest.commit(List.of(new ManifestEdit.FileIdsReserved(next + RANGE)));
      reserved = next + RANGE;
    }
    return next++;
  }
}
