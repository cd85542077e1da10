package io.pitwall.storage;

import io.pitwall.storage.log.LogFaults;
import io.pitwall.storage.log.LogWriter;
import io.pitwall.storage.log.RecordHandler;
import io.pitwall.storage.log.RecoveredLog;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import java.io.IOException;

/** Faults that the simulation must find out; each leaves out one step that a promise rests on. */
enum StoreCrashPlanted {
  NONE,
  /** Syncs of the log do nothing. */
  LOG_SYNC_DOES_NOTHING,
  /** Batches are acknowledged when the sync of their group begins. */
  ACKNOWLEDGED_BEFORE_SYNC,
  /** Syncs of segments do nothing. */
  SEGMENT_SYNC_DOES_NOTHING,
  /** Syncs of the manifest do nothing. */
  MANIFEST_SYNC_DOES_NOTHING,
  /** Syncs of directories do nothing. */
  DIRECTORY_SYNC_DOES_NOTHING,
  /** The log is written in the first epoch after every start. */
  EPOCH_NOT_RAISED,
  /** Replay believes records whatever their checksums say. */
  CRC_NOT_CHECKED,
  /** Replay takes rows that are in segments already. */
  SEALED_ROWS_REPLAYED,
  /** After a kill, rows are sealed that the log does not hold durably. */
  SEALED_AHEAD_OF_THE_LOG;

  void plantIn(SimulatedFileSystem files) {
    switch (this) {
      case LOG_SYNC_DOES_NOTHING -> files.ignoreForceOf("log/");
      case SEGMENT_SYNC_DOES_NOTHING -> files.ignoreForceOf("segments/");
      case MANIFEST_SYNC_DOES_NOTHING -> files.ignoreForceOf("manifest/");
      case DIRECTORY_SYNC_DOES_NOTHING -> files.ignoreDirectorySync(true);
      default -> {
        // is in the recovery or in the client
      }
    }
  }

  Recovery recovery(StoreOptions options, FileSystem files, Clock clock) throws IOException {
    return new FaultyRecovery(this, options, files, clock);
  }

  private static final class FaultyRecovery extends Recovery {
    private final StoreCrashPlanted planted;
    private final StoreOptions options;
    private final FileSystem files;

    FaultyRecovery(StoreCrashPlanted planted, StoreOptions options, FileSystem files, Clock clock)
        throws IOException {
      super(options, files, clock);
      this.planted = planted;
      this.options = options;
      this.files = files;
    }

    @Override
    void forceLog() throws IOException {
      if (planted != SEALED_AHEAD_OF_THE_LOG) {
        super.forceLog();
      }
    }

    @Override
    boolean isSealed(int tableId, long lsn) {
      return planted != SEALED_ROWS_REPLAYED && super.isSealed(tableId, lsn);
    }

    @Override
    RecoveredLog readLog(long firstNeededLsn, RecordHandler handler) throws IOException {
      return planted == CRC_NOT_CHECKED
          ? LogFaults.replayWithoutCrc(files, "log", firstNeededLsn, handler)
          : super.readLog(firstNeededLsn, handler);
    }

    @Override
    LogWriter resumeLog(RecoveredLog log) throws IOException {
      return planted == EPOCH_NOT_RAISED
          ? LogFaults.resumeInFirstEpoch(log, options.log())
          : super.resumeLog(log);
    }
  }
}
