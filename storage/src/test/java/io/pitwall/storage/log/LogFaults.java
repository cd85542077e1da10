package io.pitwall.storage.log;

import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.Scheduler;
import java.io.IOException;

/** Ways to use a log wrongly, for simulations of a whole store that must find them out. */
public final class LogFaults {
  private LogFaults() {}

  /** Replays records whatever their checksums say. */
  public static RecoveredLog replayWithoutCrc(
      FileSystem fileSystem, String directory, long firstNeededLsn, RecordHandler handler)
      throws IOException {
    return LogRecovery.replay(
        fileSystem, directory, firstNeededLsn, handler, new LogRecovery.Checks(false, true));
  }

  /** The path of the file with the last records; empty if the log has none. */
  public static String newestFile(FileSystem fileSystem, String directory) throws IOException {
    String newest = "";
    for (LogDirectory.Entry entry : LogDirectory.scan(fileSystem, directory).entries) {
      newest = entry.isInUse() ? entry.path() : newest;
    }
    return newest;
  }

  /** Goes on in the first epoch, whatever the log holds. */
  public static LogWriter resumeInFirstEpoch(
      RecoveredLog log, LogOptions options, Scheduler scheduler) throws IOException {
    return LogWriter.resumeUnchecked(log, 1, options, scheduler);
  }
}
