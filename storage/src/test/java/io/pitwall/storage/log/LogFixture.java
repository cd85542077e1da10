package io.pitwall.storage.log;

import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.runtime.Scheduler;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A small log on a simulated disk, and its content as text. */
final class LogFixture {

  static final String DIRECTORY = "log";
  static final LogOptions OPTIONS = new LogOptions(8192, 5 * 8192, 1, 4096, 0);

  final SimulatedFileSystem files = new SimulatedFileSystem(new Chance(1));

  /** Payloads of the last {@link #replay}, as {@code LSN:text}. */
  final List<String> replayed = new ArrayList<>();

  private long epoch;

  RecoveredLog replay() throws IOException {
    return replay(1);
  }

  RecoveredLog replay(long firstNeededLsn) throws IOException {
    replayed.clear();
    return LogRecovery.replay(
        files,
        DIRECTORY,
        firstNeededLsn,
        (lsn, buffer, offset, length) ->
            replayed.add(lsn + ":" + new String(buffer, offset, length, StandardCharsets.UTF_8)));
  }

  LogWriter writer() throws IOException {
    return writer(OPTIONS);
  }

  LogWriter writer(LogOptions options) throws IOException {
    return LogWriter.resume(replay(), ++epoch, options, null);
  }

  /** A writer whose log files are prepared and freed by an agent. */
  LogWriter writer(Scheduler scheduler) throws IOException {
    return writer(OPTIONS, scheduler);
  }

  LogWriter writer(LogOptions options, Scheduler scheduler) throws IOException {
    return LogWriter.resume(replay(), ++epoch, options, scheduler);
  }

  static long append(LogWriter writer, String text) throws IOException {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    return writer.append(payload, 0, payload.length);
  }

  static long appendBytes(LogWriter writer, int length) throws IOException {
    return writer.append(new byte[length], 0, length);
  }

  static String logFile(long number) {
    return DIRECTORY + "/" + LogFileDescriptor.logName(number);
  }

  /** Where record {@code index} (from 0) of a log file begins, each having such a payload. */
  static long recordPosition(int index, int payloadLength) {
    return LogFileDescriptor.RECORDS_OFFSET
        + (long) index * RecordDescriptor.totalLength(payloadLength);
  }
}
