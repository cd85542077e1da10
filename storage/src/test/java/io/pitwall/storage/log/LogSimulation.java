package io.pitwall.storage.log;

import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedCrash;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One life of a log with several crashes, all from one seed.
 *
 * <p>Checked after each crash: acknowledged ⊆ replayed ⊆ appended, in order and without gaps, byte
 * for byte; what a replay did not return stays gone; and no damage is reported, because none was
 * done.
 */
final class LogSimulation {

  /** Faults that the simulation must find out. */
  enum Planted {
    NONE,
    FORCE_DOES_NOTHING,
    DIRECTORY_SYNC_DOES_NOTHING,
    ACKNOWLEDGED_BEFORE_SYNC,
    EPOCH_NOT_RAISED,
    ORDER_NOT_CHECKED,
    CRC_NOT_CHECKED
  }

  /** The log did not keep its promise. */
  static final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(String message) {
      super(message);
    }
  }

  private static final String DIRECTORY = "log";

  private final long seed;
  private final Planted planted;
  private final Chance chance;
  private final SimulatedFileSystem files;
  private final LogOptions options;
  private final Map<String, Long> counts;

  /** Payload of each LSN of the present timeline, from LSN 1; null for a mark. */
  private final List<byte @Nullable []> appended = new ArrayList<>();

  /** Payloads that a crash took back; clients send them again. */
  private final ArrayDeque<byte[]> retries = new ArrayDeque<>();

  private long acknowledged;
  private long released;
  private long epoch;

  LogSimulation(long seed, Planted planted, Map<String, Long> counts) {
    this.seed = seed;
    this.planted = planted;
    this.counts = counts;
    this.chance = new Chance(seed);
    this.files = new SimulatedFileSystem(chance.split());
    long fileBytes = 8192L * chance.between(1, 2);
    this.options =
        new LogOptions(fileBytes, 6 * fileBytes, chance.below(3), 4096 * chance.between(1, 2), 0);
    files.ignoreForce(planted == Planted.FORCE_DOES_NOTHING);
    files.ignoreDirectorySync(planted == Planted.DIRECTORY_SYNC_DOES_NOTHING);
  }

  void run() throws IOException {
    int lives = chance.between(3, 7);
    for (int life = 0; life < lives; life++) {
      try {
        if (!chance.oneIn(8)) {
          files.crashAfter(chance.between(1, 60));
        }
        live();
        count("clean end");
      } catch (SimulatedCrash crash) {
        count("crash");
      }
      endLife();
    }
    recover();
    files.counts().forEach((operation, n) -> counts.merge(operation.toString(), n, Long::sum));
  }

  private void endLife() {
    if (chance.oneIn(6)) {
      files.killProcess();
      files.recoverAfterCrashIfDown();
    } else {
      files.recoverAfterCrash();
    }
  }

  private RecoveredLog recover() throws IOException {
    LogRecovery.Checks checks =
        new LogRecovery.Checks(
            planted != Planted.CRC_NOT_CHECKED, planted != Planted.ORDER_NOT_CHECKED);
    List<Long> lsns = new ArrayList<>();
    List<byte[]> payloads = new ArrayList<>();
    RecoveredLog log =
        LogRecovery.replay(
            files,
            DIRECTORY,
            released + 1,
            (lsn, buffer, offset, length) -> {
              lsns.add(lsn);
              payloads.add(Arrays.copyOfRange(buffer, offset, offset + length));
            },
            checks);
    checkReplayed(log, lsns, payloads);
    count("replay");
    return log;
  }

  private void checkReplayed(RecoveredLog log, List<Long> lsns, List<byte[]> payloads) {
    check(log.damages().isEmpty(), "damage where none was done: " + log.damages());
    check(log.unknownFiles().isEmpty(), "unknown files: " + log.unknownFiles());
    check(log.lastLsn() >= acknowledged, "acknowledged records are gone: " + log.lastLsn());
    check(log.lastLsn() <= appended.size(), "records that were never appended");
    int next = 0;
    for (long lsn = released + 1; lsn <= log.lastLsn(); lsn++) {
      byte[] expected = appended.get((int) lsn - 1);
      if (expected == null) {
        continue;
      }
      check(next < lsns.size() && lsns.get(next) == lsn, "record " + lsn + " is missing");
      check(Arrays.equals(payloads.get(next), expected), "record " + lsn + " is another");
      next++;
    }
    check(next == lsns.size(), "more records than LSNs");
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new Violation(
          "%s; acknowledged %d, released %d, appended %d, seed %d"
              .formatted(otherwise, acknowledged, released, appended.size(), seed));
    }
  }

  private void live() throws IOException {
    RecoveredLog log = recover();
    epoch++;
    takeBackBehind(log.lastLsn());
    appended.add(null); // a mark that witnesses what was recovered, if there is room for it
    SteppedScheduler scheduler = new SteppedScheduler(new ManualClock(0), chance.split());
    SteppedScheduler background = chance.oneIn(2) ? scheduler : null;
    LogWriter writer =
        planted == Planted.EPOCH_NOT_RAISED
            ? LogWriter.resumeUnchecked(log, 1, options, background)
            : LogWriter.resume(log, epoch, options, background);
    if (writer.lastLsn() < appended.size()) {
      appended.removeLast();
    }
    // What was replayed is answered from now on, so it may not be lost any more.
    acknowledged = writer.durableLsn();
    int steps = chance.between(5, 60);
    for (int i = 0; i < steps; i++) {
      step(writer, scheduler);
    }
    if (chance.oneIn(2)) {
      mark(writer);
    }
    writer.close();
  }

  private void takeBackBehind(long lsn) {
    retries.clear();
    while (appended.size() > lsn) {
      byte[] payload = appended.removeLast();
      if (payload != null) {
        retries.addFirst(payload);
      }
    }
    if (chance.oneIn(3)) {
      retries.clear();
    }
  }

  private void step(LogWriter writer, SteppedScheduler scheduler) throws IOException {
    int choice = chance.below(20);
    if (choice < 10) {
      append(writer);
    } else if (choice < 15) {
      acknowledged = writer.sync();
      count("sync");
    } else if (choice < 17) {
      release(writer);
    } else if (choice < 18) {
      mark(writer);
    } else {
      scheduler.step();
    }
  }

  private void append(LogWriter writer) throws IOException {
    byte[] payload = retries.isEmpty() ? randomPayload() : retries.removeFirst();
    appended.add(payload);
    try {
      long lsn = writer.append(payload, 0, payload.length);
      check(lsn == appended.size(), "LSN " + lsn + " was given out");
      count("append");
      if (planted == Planted.ACKNOWLEDGED_BEFORE_SYNC) {
        acknowledged = lsn;
      }
    } catch (LogFullException full) {
      appended.removeLast();
      count("full");
      acknowledged = writer.sync();
      release(writer);
    }
  }

  private byte[] randomPayload() {
    int length = chance.below(chance.oneIn(8) ? 3000 : 600);
    if (chance.oneIn(40)) {
      length = 9_000 + chance.below(9_000);
    }
    byte[] payload = new byte[length];
    chance.fill(payload, 0, length);
    return payload;
  }

  private void release(LogWriter writer) throws IOException {
    if (acknowledged > released) {
      // The manifest comes first: from here on the log need not know these records any more.
      released = chance.between(released, Math.min(acknowledged, writer.durableLsn()));
      writer.release(released);
      count("release");
    }
  }

  private void mark(LogWriter writer) throws IOException {
    appended.add(null);
    try {
      writer.mark();
    } catch (LogFullException full) {
      count("full");
    }
    while (appended.size() > writer.lastLsn()) {
      appended.removeLast();
    }
    acknowledged = writer.durableLsn();
    count("mark");
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }
}
