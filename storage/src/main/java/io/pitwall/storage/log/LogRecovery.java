package io.pitwall.storage.log;

import io.pitwall.storage.log.LogDirectory.Entry;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log from front to back after a start, hands out its records and finds its end.
 *
 * <p>Changes nothing in the log itself; it only copies damaged log files to the quarantine. So it
 * may be cut short by a crash and begun again. What is valid, and how a torn tail is told from
 * damage, stands in the package documentation.
 */
public final class LogRecovery {

  /** What is checked; less than all only in tests that show what each check is good for. */
  record Checks(boolean crc, boolean order) {
    static final Checks ALL = new Checks(true, true);
  }

  private final FileSystem fileSystem;
  private final String directory;
  private final long firstNeededLsn;
  private final RecordHandler handler;
  private final Checks checks;
  private final LogDirectory found;
  private final List<Entry> entries;
  private final List<LogDamage> damages = new ArrayList<>();

  /** First and last LSN met in each entry, 0 if none. */
  private final long[] firstLsns;

  private final long[] lastLsns;

  private @Nullable StoredFile file;
  private @Nullable LogFileReader reader;

  /** Where the next record is expected, and what it must be like. */
  private int entryIndex;

  private long position;
  private long expectedLsn;
  private boolean chainKnown;
  private int chainCrc;
  private long epochFloor;

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
    this.checks = checks;
    this.found = LogDirectory.scan(fileSystem, directory);
    this.entries = found.entries;
    this.firstLsns = new long[entries.size()];
    this.lastLsns = new long[entries.size()];
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
      return recovery.run();
    } finally {
      recovery.closeFile();
    }
  }

  private RecoveredLog run() throws IOException {
    damages.addAll(found.damages);
    int first = firstNeededEntry();
    expectedLsn = first < 0 ? firstNeededLsn : entries.get(first).firstLsn();
    chainKnown = expectedLsn == 1;
    if (!entries.isEmpty()) {
      open(Math.max(first, 0), LogFileDescriptor.RECORDS_OFFSET);
      boolean more = true;
      while (more) {
        more = replayRecord() || continueInLaterFile() || goOnBehindDamage();
      }
    }
    return result();
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
    LogFileReader in = reader();
    int at = in.record(position);
    if (at < 0 || !isNext(in.buffer(), at, epochFloor)) {
      return false;
    }
    byte[] buffer = in.buffer();
    int payloadLength = RecordDescriptor.payloadLength(buffer, at);
    lastEpoch = RecordDescriptor.epoch(buffer, at);
    epochFloor = Math.max(epochFloor, lastEpoch);
    chainCrc = RecordDescriptor.headerCrc(buffer, at);
    chainKnown = true;
    markIsLast = (RecordDescriptor.flags(buffer, at) & RecordDescriptor.FLAG_MARK) != 0;
    if (firstLsns[entryIndex] == 0) {
      firstLsns[entryIndex] = expectedLsn;
    }
    lastLsns[entryIndex] = expectedLsn;
    int total = RecordDescriptor.totalLength(payloadLength);
    position += total;
    bytes += total;
    long lsn = expectedLsn++;
    if (lsn >= firstNeededLsn && !markIsLast) {
      records++;
      handler.onRecord(lsn, buffer, RecordDescriptor.payloadOffset(at), payloadLength);
    }
    return true;
  }

  private boolean isNext(byte[] buffer, int at, long lowestEpoch) {
    if (RecordDescriptor.lsn(buffer, at) != expectedLsn) {
      return false;
    }
    return !checks.order()
        || ((!chainKnown || RecordDescriptor.previousCrc(buffer, at) == chainCrc)
            && RecordDescriptor.epoch(buffer, at) >= lowestEpoch);
  }

  /** The log file ended in the ordinary way if a later one begins with exactly the next record. */
  private boolean continueInLaterFile() throws IOException {
    int ended = entryIndex;
    long endedAt = position;
    for (int i = ended + 1; i < entries.size(); i++) {
      LogFileReader in = open(i, LogFileDescriptor.RECORDS_OFFSET);
      int at = in.record(position);
      if (at >= 0 && isNext(in.buffer(), at, epochFloorOf(i))) {
        epochFloor = epochFloorOf(i);
        return true;
      }
    }
    if (entryIndex != ended) {
      open(ended, endedAt);
    }
    return false;
  }

  private long epochFloorOf(int index) {
    return Math.max(epochFloor, entries.get(index).epoch());
  }

  /**
   * Looks behind a record that is not valid for a witness that it once was durable. If there is
   * one, reports the damage and goes to the next valid record.
   */
  private boolean goOnBehindDamage() throws IOException {
    int damagedIndex = entryIndex;
    long damagedPosition = position;
    long from = behindRecordWithDamagedPayload();
    long nextLsn = Long.MAX_VALUE;
    int nextIndex = -1;
    long nextPosition = -1;
    boolean witnessed = false;
    for (int i = damagedIndex; i < entries.size() && !witnessed; i++) {
      long begin = i == damagedIndex ? from : LogFileDescriptor.RECORDS_OFFSET;
      LogFileReader in = open(i, begin);
      long floor = i == damagedIndex ? epochFloor : epochFloorOf(i);
      for (long at = in.findMagic(begin); at >= 0 && !witnessed; at = in.findMagic(at)) {
        int offset = in.header(at);
        if (offset < 0) {
          at += RecordDescriptor.ALIGNMENT;
          continue;
        }
        long lsn = RecordDescriptor.lsn(in.buffer(), offset);
        boolean later = RecordDescriptor.epoch(in.buffer(), offset) >= floor && lsn >= expectedLsn;
        tornTail |= later;
        offset = in.record(at);
        if (offset < 0) {
          at += RecordDescriptor.ALIGNMENT;
          continue;
        }
        // A lower LSN found further on is of a newer life of the log than what lay before it.
        if (later && lsn > expectedLsn && lsn <= nextLsn) {
          nextLsn = lsn;
          nextIndex = i;
          nextPosition = at;
        }
        witnessed =
            later
                && lsn > expectedLsn
                && RecordDescriptor.durableLsn(in.buffer(), offset) >= expectedLsn;
        at += RecordDescriptor.totalLength(RecordDescriptor.payloadLength(in.buffer(), offset));
      }
    }
    if (!witnessed) {
      open(damagedIndex, damagedPosition);
      return false;
    }
    reportGap(damagedIndex, damagedPosition, nextIndex, nextLsn);
    tornTail = false;
    expectedLsn = nextLsn;
    chainKnown = false;
    markIsLast = false;
    open(nextIndex, nextPosition);
    return true;
  }

  /**
   * Where to search on: behind the damaged record if its header can be believed, so that nothing
   * inside its payload is taken for a record.
   */
  private long behindRecordWithDamagedPayload() throws IOException {
    LogFileReader in = reader();
    int at = in.header(position);
    if (at >= 0 && isNext(in.buffer(), at, epochFloor)) {
      tornTail = true;
      return position
          + RecordDescriptor.totalLength(RecordDescriptor.payloadLength(in.buffer(), at));
    }
    return position;
  }

  private void reportGap(int damagedIndex, long damagedPosition, int nextIndex, long nextLsn)
      throws IOException {
    for (int i = damagedIndex; i <= nextIndex; i++) {
      long offset = i == damagedIndex ? damagedPosition : LogFileDescriptor.RECORDS_OFFSET;
      Quarantine.keep(fileSystem, entries.get(i), offset);
    }
    long firstLost = Math.max(expectedLsn, firstNeededLsn);
    boolean lostNeeded = firstLost < nextLsn;
    damages.add(
        new LogDamage(
            entries.get(damagedIndex).path(),
            damagedPosition,
            lostNeeded ? firstLost : 0,
            lostNeeded ? nextLsn - 1 : 0,
            "records %d to %d were durable and are not there or not valid; replay goes on in '%s'"
                .formatted(expectedLsn, nextLsn - 1, entries.get(nextIndex).path())));
  }

  private RecoveredLog result() {
    List<LogFile> full = new ArrayList<>();
    @Nullable LogFile active = null;
    List<LogFile> leftovers = new ArrayList<>(found.spares);
    List<String> unknown = new ArrayList<>(found.unknownFiles);
    long lastLsn = Math.max(expectedLsn - 1, firstNeededLsn - 1);
    byte @Nullable [] missingHeader = null;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (!entry.headerValid()) {
        damages.add(new LogDamage(entry.path(), 0, 0, 0, "the log file's header is not valid"));
      }
      boolean last = i == entryIndex;
      boolean goOnHere = last && entry.headerValid() && lastLsn == expectedLsn - 1;
      if (goOnHere) {
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
    return new RecoveredLog(
        lastLsn,
        lastEpoch,
        bytes,
        records,
        tornTail,
        Collections.unmodifiableList(damages),
        Collections.unmodifiableList(unknown),
        new RecoveredLog.State(
            fileSystem,
            directory,
            full,
            active,
            leftovers,
            position,
            chainCrc,
            markIsLast,
            missingHeader,
            found.nextNumber()));
  }

  private static byte @Nullable [] missingHeader(Entry entry, long firstLsn) {
    if (firstLsn == LogFileDescriptor.NO_LSN || firstLsn == entry.firstLsn()) {
      return null;
    }
    return LogFileDescriptor.header(entry.number(), firstLsn, entry.epoch());
  }

  private LogFileReader open(int index, long at) throws IOException {
    LogFileReader in = reader;
    if (in == null || index != entryIndex) {
      closeFile();
      StoredFile opened = fileSystem.open(entries.get(index).path());
      file = opened;
      if (in == null) {
        in = new LogFileReader(opened, checks.crc());
        epochFloor = entries.get(index).epoch();
      } else {
        in.read(opened);
      }
      reader = in;
      entryIndex = index;
    }
    position = at;
    return in;
  }

  private LogFileReader reader() {
    LogFileReader in = reader;
    if (in == null) {
      throw new IllegalStateException("no log file is open");
    }
    return in;
  }

  private void closeFile() throws IOException {
    StoredFile open = file;
    file = null;
    if (open != null) {
      open.close();
    }
  }
}
