package io.pitwall.storage.recovery;

import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.segment.SegmentInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segment files that the manifest does not name. A crash between a segment's sync and its manifest
 * edit leaves one; its rows are in the log. A file whose id was never reserved comes from elsewhere
 * and is moved to the quarantine at once, before its id is given to another file. Files with other
 * names are not of a store and stay.
 */
final class UnknownSegments {
  private static final Logger LOG = LoggerFactory.getLogger(UnknownSegments.class);

  private final FileSystem files;
  private final long epoch;
  private final List<String> ofCrash = new ArrayList<>();

  /**
   * Knows of none.
   *
   * @param epoch of this start, part of the names in the quarantine
   */
  UnknownSegments(FileSystem files, long epoch) {
    this.files = files;
    this.epoch = epoch;
  }

  /**
   * Finds the files.
   *
   * @param known paths of the segments that the manifest names
   * @param nextFileId the first file id that was never reserved
   */
  void find(Set<String> known, long nextFileId) throws IOException {
    List<String> foreign = new ArrayList<>();
    for (String name : files.list(SegmentInfo.DIRECTORY)) {
      if (SegmentInfo.isFileName(name) && !known.contains(SegmentInfo.DIRECTORY + "/" + name)) {
        boolean isReserved = Long.compareUnsigned(SegmentInfo.fileIdOf(name), nextFileId) < 0;
        (isReserved ? ofCrash : foreign).add(name);
      }
    }
    setAside(foreign);
  }

  /**
   * Removes what crashes left, after the replay of the log. If that was sound, each acknowledged
   * row is in a segment of the manifest or was in the log, and nobody needs the files; else they
   * are moved to the quarantine.
   *
   * @param isSound whether neither the manifest's segments nor the log are damaged
   */
  void settle(boolean isSound) throws IOException {
    if (!isSound) {
      setAside(ofCrash);
      return;
    }
    for (String name : ofCrash) {
      String path = SegmentInfo.DIRECTORY + "/" + name;
      try {
        files.delete(path);
        LOG.info("'{}' was left by a crash before it counted; it is deleted", path);
      } catch (IOException e) {
        LOG.warn("'{}' was left by a crash and can't be deleted: {}", path, e.getMessage());
      }
    }
  }

  private void setAside(List<String> names) throws IOException {
    boolean isMoved = false;
    for (String name : names) {
      isMoved |= setAside(SegmentInfo.DIRECTORY + "/" + name, name);
    }
    if (isMoved) {
      files.syncDirectory(ManifestRecovery.QUARANTINE_DIRECTORY);
      files.syncDirectory(SegmentInfo.DIRECTORY);
    }
  }

  /** False if the file stays where it is, where nobody reads it either. */
  private boolean setAside(String path, String name) {
    String aside = ManifestRecovery.QUARANTINE_DIRECTORY + "/" + name + "." + epoch;
    try {
      files.rename(path, aside);
    } catch (IOException e) {
      LOG.warn("'{}' is not in the manifest and can't be moved: {}", path, e.getMessage());
      return false;
    }
    LOG.info("'{}' is not in the manifest; moved to '{}'", path, aside);
    return true;
  }
}
