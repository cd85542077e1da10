package io.pitwall.storage.log;

import io.pitwall.storage.runtime.FileSystem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link LogRecovery#replay} found, and where {@link LogWriter#resume} continues.
 *
 * @param lastLsn LSN of the last record, or the one before the first needed if there is none
 * @param lastEpoch the highest epoch met in a record, 0 if there is no record; the next writer's
 *     must be higher
 * @param bytes bytes of the records read
 * @param records records handed to the handler
 * @param tornTail whether bytes of a record that was never durable follow the last one
 * @param damages what is lost or not as written; empty for an undamaged log
 * @param unknownFiles paths in the log's directory that do not belong to the log; left untouched
 * @param state where to continue; for {@link LogWriter}
 */
public record RecoveredLog(
    long lastLsn,
    long lastEpoch,
    long bytes,
    long records,
    boolean tornTail,
    List<LogDamage> damages,
    List<String> unknownFiles,
    State state) {

  /**
   * This log, to be continued after a record that it does not have. LSNs up to that one were given
   * away, and what is sealed or acknowledged under them must not be taken for new records.
   *
   * @param lsn at least {@link #lastLsn}
   */
  public RecoveredLog continuedAfter(long lsn) {
    List<LogFile> full = new ArrayList<>(state.full);
    List<LogFile> leftovers = new ArrayList<>(state.leftovers);
    LogFile ended = state.active;
    if (ended != null) {
      (ended.firstLsn() == LogFileDescriptor.NO_LSN ? leftovers : full).add(ended);
    }
    State next =
        new State(
            state.fileSystem,
            state.directory,
            full,
            null,
            leftovers,
            0,
            state.chainCrc,
            false,
            null,
            state.nextNumber);
    return new RecoveredLog(lsn, lastEpoch, bytes, records, tornTail, damages, unknownFiles, next);
  }

  /** What only the log itself needs to continue. */
  static final class State {
    final FileSystem fileSystem;
    final String directory;

    /** Log files with records that are not written any more, in order. */
    final List<LogFile> full;

    /** The log file to continue, null if a new one must be begun. */
    final @Nullable LogFile active;

    /** Log files without anything that is needed, to be used again. */
    final List<LogFile> leftovers;

    /** Where the next record goes in the active log file. */
    final long writePosition;

    /** Checksum of the last record's header; 0 if there is none. */
    final int chainCrc;

    final boolean markIsLast;

    /**
     * The header that the active log file should have; null if it has that header, or no record.
     * The records of an unsynced group can be on disk although the header of their file is not.
     */
    final byte @Nullable [] missingHeader;

    final long nextNumber;

    State(
        FileSystem fileSystem,
        String directory,
        List<LogFile> full,
        @Nullable LogFile active,
        List<LogFile> leftovers,
        long writePosition,
        int chainCrc,
        boolean markIsLast,
        byte @Nullable [] missingHeader,
        long nextNumber) {
      this.fileSystem = fileSystem;
      this.directory = directory;
      this.full = List.copyOf(full);
      this.active = active;
      this.leftovers = List.copyOf(leftovers);
      this.writePosition = writePosition;
      this.chainCrc = chainCrc;
      this.markIsLast = markIsLast;
      this.missingHeader = missingHeader;
      this.nextNumber = nextNumber;
    }
  }
}
