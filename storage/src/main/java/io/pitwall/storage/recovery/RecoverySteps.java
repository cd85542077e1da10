package io.pitwall.storage.recovery;

import io.pitwall.storage.log.LogRecovery;
import io.pitwall.storage.log.LogTail;
import io.pitwall.storage.log.LogWriter;
import io.pitwall.storage.log.RecordHandler;
import io.pitwall.storage.log.RecoveredLog;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.Scheduler;
import java.io.IOException;

/**
 * The steps of a recovery that a promise rests on. A test leaves one out and sees that the loss is
 * found.
 */
public class RecoverySteps {
  /**
   * Makes the log durable as it is read. After a kill its last bytes may be in the operating
   * system's cache alone, and after a failed force marked clean there. Replayed rows may be sealed
   * at once, and a sealed position must never be ahead of the durable log.
   */
  public void forceLog(FileSystem files, String directory) throws IOException {
    LogTail.makeDurable(files, directory);
  }

  /** Reads the log's records from {@code firstNeededLsn} on. */
  public RecoveredLog readLog(
      FileSystem files, String directory, long firstNeededLsn, RecordHandler handler)
      throws IOException {
    return LogRecovery.replay(files, directory, firstNeededLsn, handler);
  }

  /**
   * Whether a table's rows of a record are in its segments already.
   *
   * @param sealedLsn the position up to which the table is sealed
   */
  public boolean isSealed(long lsn, long sealedLsn) {
    return lsn <= sealedLsn;
  }

  /**
   * Continues the log after the last recovered record, in an epoch that is durable; see {@link
   * LogWriter#resume}.
   */
  public LogWriter resumeLog(RecoveredLog log, long epoch, LogOptions options, Scheduler scheduler)
      throws IOException {
    return LogWriter.resume(log, epoch, options, scheduler);
  }
}
