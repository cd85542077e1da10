package io.pitwall.storage;

import io.pitwall.storage.log.LogFaults;
import io.pitwall.storage.log.LogWriter;
import io.pitwall.storage.log.RecordHandler;
import io.pitwall.storage.log.RecoveredLog;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.recovery.RecoverySteps;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.Scheduler;
import io.pitwall.storage.runtime.StoredFile;
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
  SEALED_AHEAD_OF_THE_LOG,
  /** After a failed force, replay trusts what the cache holds. */
  CACHE_TRUSTED_AFTER_A_FAILED_FORCE,
  /** Memory of sealed rows is given to new ones while a snapshot still reads it. */
  SNAPSHOTS_NOT_PINNED;

  void plantIn(SimulatedFileSystem files) {
    switch (this) {
      case LOG_SYNC_DOES_NOTHING -> files.ignoreForceOf("log/");
      case SEGMENT_SYNC_DOES_NOTHING -> files.ignoreForceOf("segments/");
      case MANIFEST_SYNC_DOES_NOTHING -> files.ignoreForceOf("manifest/");
      case DIRECTORY_SYNC_DOES_NOTHING -> files.ignoreDirectorySync(true);
      case NONE,
          ACKNOWLEDGED_BEFORE_SYNC,
          EPOCH_NOT_RAISED,
          CRC_NOT_CHECKED,
          SEALED_ROWS_REPLAYED,
          SEALED_AHEAD_OF_THE_LOG,
          CACHE_TRUSTED_AFTER_A_FAILED_FORCE,
          SNAPSHOTS_NOT_PINNED -> {
        // planted in the recovery or in the client
      }
    }
  }

  /** The steps of a recovery that has the fault. */
  RecoverySteps recoverySteps() {
    return new FaultySteps(this);
  }

  private static final class FaultySteps extends RecoverySteps {
    private final StoreCrashPlanted planted;

    FaultySteps(StoreCrashPlanted planted) {
      this.planted = planted;
    }

    @Override
    public void forceLog(FileSystem files, String directory) throws IOException {
      if (planted == CACHE_TRUSTED_AFTER_A_FAILED_FORCE) {
        forceWithoutWriting(files, directory);
      } else if (planted != SEALED_AHEAD_OF_THE_LOG) {
        super.forceLog(files, directory);
      }
    }

    private static void forceWithoutWriting(FileSystem files, String directory) throws IOException {
      for (String name : files.list(directory)) {
        try (StoredFile file = files.open(directory + "/" + name)) {
          file.force();
        }
      }
    }

    @Override
    public boolean isSealed(long lsn, long sealedLsn) {
      return planted != SEALED_ROWS_REPLAYED && super.isSealed(lsn, sealedLsn);
    }

    @Override
    public RecoveredLog readLog(
        FileSystem files, String directory, long firstNeededLsn, RecordHandler handler)
        throws IOException {
      return planted == CRC_NOT_CHECKED
          ? LogFaults.replayWithoutCrc(files, directory, firstNeededLsn, handler)
          : super.readLog(files, directory, firstNeededLsn, handler);
    }

    @Override
    public LogWriter resumeLog(
        RecoveredLog log, long epoch, LogOptions options, Scheduler scheduler) throws IOException {
      return planted == EPOCH_NOT_RAISED
          ? LogFaults.resumeInFirstEpoch(log, options, scheduler)
          : super.resumeLog(log, epoch, options, scheduler);
    }
  }
}
