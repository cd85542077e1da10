package io.pitwall.storage.recovery;

import io.pitwall.storage.log.LogRecovery;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.segment.SegmentInfo;
import java.io.IOException;

/**
 * Refuses a data directory that has rows but no manifest. The manifest is the only place that has
 * the names of tables and says which files count; a new one in its place would be an empty store.
 */
public final class MissingManifest {
  private MissingManifest() {}

  /**
   * Checks a data directory before a manifest is created in it.
   *
   * @throws IOException if it has no manifest and yet files with rows; it says what to do
   */
  public static void refuseBesideData(
      FileSystem files, String manifestDirectory, String logDirectory) throws IOException {
    if (Manifest.exists(files, manifestDirectory)) {
      return;
    }
    long segments =
        files.list(SegmentInfo.DIRECTORY).stream().filter(SegmentInfo::isFileName).count();
    long logFiles = LogRecovery.countFiles(files, logDirectory);
    if (segments + logFiles > 0) {
      throw new IOException(
          ("there is no manifest in '%s', but %d segment files in '%s' and %d log files in '%s';"
                  + " restore '%s' from the backup of the same time, or move all of them away to"
                  + " begin an empty store")
              .formatted(
                  manifestDirectory,
                  segments,
                  SegmentInfo.DIRECTORY,
                  logFiles,
                  logDirectory,
                  manifestDirectory));
    }
  }
}
