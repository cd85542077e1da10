package io.pitwall.storage.log;

import io.pitwall.storage.log.LogDirectory.Entry;
import io.pitwall.storage.runtime.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log from front to back after a start, hands out its records and finds its end.
 *
 * <p>Changes nothing in the log itself; it only copies damaged log files to the quarantine. So a
 * crash may cut it short and the next start may begin again. The package documentation says what is
 * valid and how a torn tail differs from damage.
 */
public final class LogRecovery {

  /** What is checked; less than all only in tests that show why each check is needed. */
  record Checks(boolean crc, boolean order) {
    static final Checks ALL = new Checks(true, true);
  }

  private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);

  private final FileSystem fileSystem;
  private final String directory;
  private final long firstNeededLsn;
  private final RecordHandler handler;
  private final LogDirectory found;
  private final List<Entry> entries;
  private final LogCursor cursor;
  private final int firstEntry;
  private final ExpectedRecord expected;
  private final List<LogDamage> damages = new ArrayList<>();

  /** First and last LSN met in each entry, 0 if none. */
  private final long[] firstLsns;

  private final long[] lastLsns;

  private long lastEpoch;
  private boolean markIsLast;
  private long bytes;
  private long records;
  private boolean tornTail;

  private LogRecovery(
      FileSystem fileSystem,
      String directory,
      long firstNeededLsn,
      RecordHandler handler,
      Checks checks)
      throws IOException {
    this.fileSystem = fileSystem;
    this.directory = directory;
    this.firstNeededLsn = firstNeededLsn;
    this.handler = handler;
    this.found = LogDirectory.scan(fileSystem, directory);
    this.entries = found.entries;
    this.firstLsns = new long[entries.size()];
    this.lastLsns = new long[entries.size()];
    this.cursor = new LogCursor(fileSystem, entries, checks.crc());
    readFirstRecordsWhereHeadersAreDamaged();
    int needed = firstNeededEntry();
    this.firstEntry = Math.max(needed, 0);
    this.expected =
        new ExpectedRecord(
            checks.order(),
            needed < 0 ? firstNeededLsn : entries.get(needed).firstLsn(),
            entries.isEmpty() ? 0 : entries.get(firstEntry).epoch());
  }

  /**
   * Replays a log. A directory without a log, or none, is an empty log.
   *
   * @param firstNeededLsn records before it are not handed out; they may be gone
   * @param handler takes each record from there on, marks left out
   * @throws IOException if the disk cannot be read, or from the handler; damage is not an exception
   */
  public static RecoveredLog replay(
      FileSystem fileSystem, String directory, long firstNeededLsn, RecordHandler handler)
      throws IOException {
    return replay(fileSystem, directory, firstNeededLsn, handler, Checks.ALL);
  }

  /** How many files of a log a directory has, whether they have records or not. */
  public static long countFiles(FileSystem fileSystem, String directory) throws IOException {
    return fileSystem.list(directory).stream()
        .filter(name -> LogFileDescriptor.numberOf(name, LogFileDescriptor.LOG_SUFFIX) >= 0)
        .count();
  }

  static RecoveredLog replay(
      FileSystem fileSystem,
      String directory,
      long firstNeededLsn,
      RecordHandler handler,
      Checks checks)
      throws IOException {
    if (firstNeededLsn < 1) {
      throw new IllegalArgumentException("LSNs begin at 1, not at " + firstNeededLsn);
    }
    LogRecovery recovery = new LogRecovery(fileSystem, directory, firstNeededLsn, handler, checks);
    try {
      recovery.run();
      return recovery.result();
    } finally {
      recovery.cursor.close();
    }
  }

  private void run() throws IOException {
    damages.addAll(found.damages);
    if (entries.isEmpty()) {
      return;
    }
    cursor.moveTo(firstEntry, LogFileDescriptor.RECORDS_OFFSET);
    boolean more = true;
    while (more) {
      more = replayRecord() || continueInLaterFile() || continueAfterDamage();
    }
  }

  /**
   * A header only repeats what the first record says, so its damage costs nothing while that record
   * is whole. A record that is older than those of the files before is of a former life of the
   * file.
   */
  private void readFirstRecordsWhereHeadersAreDamaged() throws IOException {
    long lsnBefore = LogFileDescriptor.NO_LSN;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (!entry.headerValid()) {
        LogFileReader in = cursor.moveTo(i, LogFileDescriptor.RECORDS_OFFSET);
        int at = in.record(LogFileDescriptor.RECORDS_OFFSET);
        if (at >= 0 && RecordDescriptor.lsn(in.buffer(), at) > lsnBefore) {
          entry =
              entry.withFirstRecord(
                  RecordDescriptor.lsn(in.buffer(), at), RecordDescriptor.epoch(in.buffer(), at));
          entries.set(i, entry);
        }
      }
      lsnBefore = Math.max(lsnBefore, entry.firstLsn());
    }
  }

  /** The last log file that begins at or before the first needed record, -1 if none does. */
  private int firstNeededEntry() {
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      if (entry.isInUse() && entry.firstLsn() <= firstNeededLsn) {
        return i;
      }
    }
    return -1;
  }

  private boolean replayRecord() throws IOException {
    LogFileReader in = cursor.reader();
    int at = in.record(cursor.position());
    if (at < 0 || !expected.isAt(in.buffer(), at)) {
      return false;
    }
    byte[] buffer = in.buffer();
    long lsn = expected.lsn();
    int payloadLength = RecordDescriptor.payloadLength(buffer, at);
    expected.advancePast(buffer, at);
    lastEpoch = RecordDescriptor.epoch(buffer, at);
    markIsLast = (RecordDescriptor.flags(buffer, at) & RecordDescriptor.FLAG_MARK) != 0;
    int entry = cursor.index();
    if (firstLsns[entry] == 0) {
      firstLsns[entry] = lsn;
    }
    lastLsns[entry] = lsn;
    int total = RecordDescriptor.totalLength(payloadLength);
    cursor.skip(total);
    bytes += total;
    if (lsn >= firstNeededLsn && !markIsLast) {
      records++;
      handler.onRecord(lsn, buffer, RecordDescriptor.payloadOffset(at), payloadLength);
    }
    return true;
  }

  /**
   * A log file ended in the ordinary way if a later one begins with exactly the next record. A file
   * that begins past that record has not even begun: the files before it are missing, and what a
   * later file has there is of its former life.
   */
  private boolean continueInLaterFile() throws IOException {
    int ended = cursor.index();
    if (entries.get(ended).firstLsn() > expected.lsn()) {
      return false;
    }
    long endedAt = cursor.position();
    for (int i = ended + 1; i < entries.size(); i++) {
      LogFileReader in = cursor.moveTo(i, LogFileDescriptor.RECORDS_OFFSET);
      int at = in.record(cursor.position());
      if (at >= 0 && expected.isAtStartOf(entries.get(i), in.buffer(), at)) {
        expected.enter(entries.get(i));
        return true;
      }
    }
    cursor.moveTo(ended, endedAt);
    return false;
  }

  /**
   * Searches for a witness of the record that is not valid. With one, reports the damage and goes
   * to the next valid record; without one, this is the end of the log.
   */
  private boolean continueAfterDamage() throws IOException {
    int damagedIndex = cursor.index();
    long damagedPosition = cursor.position();
    WitnessSearch search = new WitnessSearch(cursor, expected);
    if (!search.run()) {
      tornTail = search.foundTornTail();
      cursor.moveTo(damagedIndex, damagedPosition);
      return false;
    }
    String missingCopies = quarantine(damagedIndex, damagedPosition, search.nextIndex());
    damages.add(damage(damagedIndex, damagedPosition, search, missingCopies));
    expected.skipTo(search.nextLsn());
    markIsLast = false;
    cursor.moveTo(search.nextIndex(), search.nextPosition());
    return true;
  }

  /**
   * Copies the files with the damage. A disk without room for the copies must not keep the store
   * from opening.
   *
   * @return a clause about the files that could not be copied; empty if all were
   */
  private String quarantine(int damagedIndex, long damagedPosition, int lastIndex) {
    StringBuilder missing = new StringBuilder();
    for (int i = damagedIndex; i <= lastIndex; i++) {
      long offset = i == damagedIndex ? damagedPosition : LogFileDescriptor.RECORDS_OFFSET;
      try {
        Quarantine.keep(fileSystem, entries.get(i), offset);
      } catch (IOException e) {
        missing.append(
            "; '%s' could not be copied to '%s': %s"
                .formatted(entries.get(i).path(), Quarantine.DIRECTORY, e.getMessage()));
      }
    }
    return missing.toString();
  }

  private LogDamage damage(int index, long position, WitnessSearch search, String missingCopies) {
    long firstLost = Math.max(expected.lsn(), firstNeededLsn);
    long lastLost = search.nextLsn() - 1;
    boolean neededAreLost = firstLost <= lastLost;
    return new LogDamage(
        entries.get(index).path(),
        position,
        neededAreLost ? firstLost : 0,
        neededAreLost ? lastLost : 0,
        describe(search) + missingCopies);
  }

  private String describe(WitnessSearch search) {
    String next = entries.get(search.nextIndex()).path();
    return search.nextLsn() == expected.lsn()
        ? "the records before %d, which are not needed, are not valid; replay begins in '%s'"
            .formatted(expected.lsn(), next)
        : "records %d to %d were durable and are missing or not valid; replay continues in '%s'"
            .formatted(expected.lsn(), search.nextLsn() - 1, next);
  }

  private RecoveredLog result() {
    List<LogFile> full = new ArrayList<>();
    @Nullable LogFile active = null;
    List<LogFile> leftovers = new ArrayList<>(found.spares);
    List<String> unknown = new ArrayList<>(found.unknownFiles);
    long endLsn = expected.lsn() - 1;
    long lastLsn = Math.max(endLsn, firstNeededLsn - 1);
    byte @Nullable [] missingHeader = null;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (!entry.headerValid()) {
        damages.add(new LogDamage(entry.path(), 0, 0, 0, "the log file's header is not valid"));
      }
      boolean writeHere = i == cursor.index() && entry.headerValid() && lastLsn == endLsn;
      if (writeHere) {
        active = entry.toLogFile(firstLsns[i], lastLsns[i]);
        missingHeader = missingHeader(entry, firstLsns[i]);
      } else if (firstLsns[i] != 0) {
        full.add(entry.toLogFile(firstLsns[i], lastLsns[i]));
      } else if (entry.headerValid()) {
        leftovers.add(entry.toLeftover());
      } else {
        unknown.add(entry.path());
      }
    }
    reportOddities(lastLsn, unknown);
    return new RecoveredLog(
        lastLsn,
        lastEpoch,
        bytes,
        records,
        tornTail,
        List.copyOf(damages),
        List.copyOf(unknown),
        new RecoveredLog.State(
            fileSystem,
            directory,
            full,
            active,
            leftovers,
            cursor.position(),
            expected.chainCrc(),
            markIsLast,
            missingHeader,
            found.nextNumber()));
  }

  /** What is no damage and yet worth knowing; the caller reports damages. */
  private void reportOddities(long lastLsn, List<String> unknown) {
    if (tornTail) {
      LOG.info(
          "The log ends at LSN {} with records that were never acknowledged; they are overwritten",
          lastLsn);
    }
    if (!unknown.isEmpty()) {
      LOG.warn("Files of '{}' that are not part of the log are left alone: {}", directory, unknown);
    }
  }

  private static byte @Nullable [] missingHeader(Entry entry, long firstLsn) {
    if (firstLsn == LogFileDescriptor.NO_LSN || firstLsn == entry.firstLsn()) {
      return null;
    }
    return LogFileDescriptor.header(entry.number(), firstLsn, entry.epoch());
  }
}
