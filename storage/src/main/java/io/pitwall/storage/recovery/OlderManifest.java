package io.pitwall.storage.recovery;

import io.pitwall.storage.log.LogEpochs;
import io.pitwall.storage.manifest.Manifest;
import io.pitwall.storage.manifest.ManifestEdit;
import io.pitwall.storage.runtime.FileSystem;
import java.io.IOException;

/**
 * Refuses a manifest that is older than the log beside it, as after a restored backup. Each start
 * raises the epoch in the manifest before it writes the log, so a log of a later epoch was written
 * by a start that the manifest does not know. What it sealed would be missing, and the log that had
 * it may be freed.
 */
public final class OlderManifest {
  private OlderManifest() {}

  /**
   * Checks a manifest before anything is done because of it.
   *
   * @throws IOException if the log has a later epoch; it says what to do
   */
  public static void refuseBesideLog(
      Manifest manifest, FileSystem files, String manifestDirectory, String logDirectory)
      throws IOException {
    long known = epochOf(manifest);
    long written = LogEpochs.highest(files, logDirectory);
    if (written > known) {
      throw new IOException(
          ("the manifest in '%s' is older than the log in '%s': it knows %d starts of the store,"
               + " and start %d wrote the log; restore the data directory from one backup, all of"
               + " it from the same time, or move the files of '%s' away to begin with what '%s'"
               + " knows")
              .formatted(
                  manifestDirectory,
                  logDirectory,
                  known,
                  written,
                  logDirectory,
                  manifestDirectory));
    }
  }

  private static long epochOf(Manifest manifest) {
    long epoch = 0;
    for (ManifestEdit edit : manifest.liveEdits()) {
      if (edit instanceof ManifestEdit.EpochRaised raised) {
        epoch = Math.max(epoch, raised.epoch());
      }
    }
    return epoch;
  }
}
