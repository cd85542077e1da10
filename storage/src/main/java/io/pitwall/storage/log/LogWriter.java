package io.pitwall.storage.log;

import io.pitwall.storage.format.Checksum;
import io.pitwall.storage.limit.FormatLimits;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.runtime.Activity;
import io.pitwall.storage.runtime.Scheduler;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends records to the log and makes them durable in groups.
 *
 * <p>{@link #append}, {@link #sync}, {@link #mark} and {@link #close} belong to one thread. {@link
 * #release} and the getters may be called by any thread.
 *
 * <p>Records are collected in a buffer and written with one call at {@link #sync}, followed by one
 * sync of the file; a group that crosses into the next log file takes one more of each. After an
 * error of a write or a sync the state of the disk is unknown, and the operating system would let a
 * second sync succeed without having written anything: the writer refuses everything from then on.
 */
public final class LogWriter implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

  private final LogOptions options;
  private final long epoch;
  private final LogFilePool pool;
  private final CRC32C crc = new CRC32C();
  private final byte[] buffer;
  private final AtomicLong bytesInUse = new AtomicLong();
  private final @Nullable Activity maintenance;

  /** Log files before the one being written, oldest first; guarded by itself. */
  private final ArrayDeque<LogFile> full = new ArrayDeque<>();

  private @Nullable LogFile active;
  private @Nullable StoredFile file;

  /** Where in the active log file the buffer's first byte goes. */
  private long bufferPosition;

  private int buffered;
  private boolean headerPending;
  private int chainCrc;
  private boolean markIsLast;
  private boolean unsynced;
  private boolean closed;

  private volatile @Nullable IOException poison;
  private volatile long lastLsn;
  private volatile long durableLsn;

  private LogWriter(RecoveredLog log, long epoch, LogOptions options, @Nullable Scheduler scheduler)
      throws IOException {
    RecoveredLog.State state = log.state();
    this.options = options;
    this.epoch = epoch;
    this.pool =
        new LogFilePool(state.fileSystem, state.directory, options, epoch, state.nextNumber);
    this.buffer = new byte[options.bufferBytes()];
    this.chainCrc = state.chainCrc;
    this.markIsLast = state.markIsLast;
    this.lastLsn = log.lastLsn();
    this.durableLsn = log.lastLsn();
    try {
      continueFrom(state);
      witness();
    } catch (IOException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
    this.maintenance =
        scheduler == null
            ? null
            : scheduler.start(new LogMaintenance(pool, options, bytesInUse::get));
  }

  /**
   * Continues the log after the last recovered record. All recovered records must be durable, which
   * {@link LogTail} sees to. A mark is appended as their witness if there is room for it.
   *
   * @param epoch higher than that of any writer before; the caller has made it durable elsewhere
   *     before this call
   * @param scheduler runs the agent that prepares, recycles and deletes log files in the
   *     background, until the writer is closed; null: the writer does so itself, when a log file is
   *     needed or released
   */
  public static LogWriter resume(
      RecoveredLog log, long epoch, LogOptions options, @Nullable Scheduler scheduler)
      throws IOException {
    if (epoch <= log.lastEpoch()) {
      throw new IllegalArgumentException(
          "epoch %d is not higher than epoch %d of the log".formatted(epoch, log.lastEpoch()));
    }
    return resumeUnchecked(log, epoch, options, scheduler);
  }

  /** For tests that show why the epoch is needed. */
  static LogWriter resumeUnchecked(
      RecoveredLog log, long epoch, LogOptions options, @Nullable Scheduler scheduler)
      throws IOException {
    return new LogWriter(log, epoch, options, scheduler);
  }

  /** Damage to the last recovered record could be taken for a torn tail until the next write. */
  private void witness() throws IOException {
    if (!markIsLast && active != null && fits(RecordDescriptor.HEADER_LENGTH)) {
      mark();
    }
  }

  private void closeAfter(Exception cause) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private void continueFrom(RecoveredLog.State state) throws IOException {
    pool.retire(state.leftovers);
    // A process that was killed before it synced the directory leaves names only in the operating
    // system's cache, also the name of the file to be continued.
    state.fileSystem.syncDirectory(state.directory);
    full.addAll(state.full);
    LogFile last = state.active;
    if (last != null) {
      StoredFile opened = state.fileSystem.open(last.path());
      active = last;
      file = opened;
      byte[] header = state.missingHeader;
      if (header != null) {
        opened.write(0, header, 0, header.length);
      }
      // A torn record with a valid header would come back if its payload were written again as it
      // was, and a crash after that kept the payload but not the new header.
      long free = Math.min(RecordDescriptor.HEADER_LENGTH, last.sizeBytes() - state.writePosition);
      opened.write(state.writePosition, new byte[RecordDescriptor.HEADER_LENGTH], 0, (int) free);
      opened.force();
      bufferPosition = state.writePosition;
      // A file whose first records were all torn has no valid header yet.
      headerPending = last.firstLsn() == LogFileDescriptor.NO_LSN;
    }
    account();
  }

  /** The largest payload for which there is room when no other log file is needed any more. */
  public static long maxPayloadBytes(LogOptions options) {
    return options.maxBytes()
        - options.fileBytes()
        - LogFileDescriptor.RECORDS_OFFSET
        - 2 * RecordDescriptor.HEADER_LENGTH
        - LogOptions.ALIGNMENT;
  }

  /**
   * Adds a record to the group that the next {@link #sync} makes durable.
   *
   * @return its LSN
   * @throws LogFullException if the log's cap leaves no room; nothing was taken
   * @throws LogPoisonedException if a write or sync failed now or before
   * @throws IOException if the next log file could not be prepared; nothing was taken
   */
  public long append(byte[] payload, int offset, int length) throws IOException {
    if (length < 0 || length > FormatLimits.RECORD_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "a log record of %d bytes: at most %d are allowed"
              .formatted(length, FormatLimits.RECORD_PAYLOAD_BYTES));
    }
    return append((byte) 0, payload, offset, length);
  }

  private long append(byte flags, byte[] payload, int offset, int length) throws IOException {
    checkUsable();
    boolean mark = (flags & RecordDescriptor.FLAG_MARK) != 0;
    int total = RecordDescriptor.totalLength(length);
    // After each record there is space for a mark, so that a full log can still be closed with one.
    long wanted = mark ? total : (long) total + RecordDescriptor.HEADER_LENGTH;
    if (!fits(wanted)) {
      roll(wanted);
    }
    long lsn = lastLsn + 1;
    LogFile logFile = checked(active);
    if (logFile.firstLsn() == LogFileDescriptor.NO_LSN) {
      active = logFile.withLsns(lsn, lsn);
      account();
    }
    encode(flags, payload, offset, length, lsn, total);
    lastLsn = lsn;
    markIsLast = mark;
    unsynced = true;
    return lsn;
  }

  private boolean fits(long wanted) {
    LogFile logFile = active;
    return logFile != null && bufferPosition + buffered + wanted <= logFile.sizeBytes();
  }

  private void encode(byte flags, byte[] payload, int offset, int length, long lsn, int total)
      throws IOException {
    if (buffered + total > buffer.length) {
      writeBuffer();
    }
    int payloadCrc = Checksum.of(crc, payload, offset, length);
    RecordDescriptor.Fields fields =
        new RecordDescriptor.Fields(flags, length, payloadCrc, lsn, durableLsn, epoch, chainCrc);
    chainCrc = RecordDescriptor.putHeader(buffer, buffered, fields, crc);
    if (buffered + total <= buffer.length) {
      int payloadOffset = RecordDescriptor.payloadOffset(buffered);
      System.arraycopy(payload, offset, buffer, payloadOffset, length);
      for (int i = payloadOffset + length; i < buffered + total; i++) {
        buffer[i] = 0;
      }
      buffered += total;
    } else {
      // Too large for the buffer: the payload is written from where it is.
      buffered += RecordDescriptor.HEADER_LENGTH;
      writeBuffer();
      writeToFile(bufferPosition, payload, offset, length);
      bufferPosition += total - RecordDescriptor.HEADER_LENGTH;
    }
  }

  /**
   * Makes all appended records durable, unless they are already.
   *
   * @return {@link #durableLsn()}
   */
  public long sync() throws IOException {
    checkUsable();
    if (unsynced) {
      writeBuffer();
      force();
      durableLsn = lastLsn;
      unsynced = false;
    }
    return durableLsn;
  }

  /**
   * Makes all appended records durable, then appends a record without payload as their witness, so
   * that damage to the last of them cannot be taken for a torn tail. The mark has an LSN of its
   * own; replay does not hand it out. Does nothing if the last record is a mark.
   */
  public void mark() throws IOException {
    sync();
    if (lastLsn > 0 && !markIsLast) {
      append(RecordDescriptor.FLAG_MARK, new byte[0], 0, 0);
      sync();
    }
  }

  /** Frees the log files all of whose records have at most this LSN: none is needed any more. */
  public void release(long lsn) throws IOException {
    synchronized (full) {
      while (!full.isEmpty() && full.peekFirst().lastLsn() <= lsn) {
        pool.release(full.pollFirst());
      }
      account();
    }
    if (maintenance != null) {
      maintenance.wake();
      return;
    }
    boolean more = true;
    while (more) {
      more = pool.tidyOne();
    }
  }

  /** LSN of the last appended record, 0 before the first. */
  public long lastLsn() {
    return lastLsn;
  }

  /** LSN up to which all records are durable. */
  public long durableLsn() {
    return durableLsn;
  }

  /** Bytes of the log files with records that are needed, the one being written included. */
  public long bytesInUse() {
    return bytesInUse.get();
  }

  /**
   * The record up to which rows should be sealed, so that a log that is about to be full shrinks to
   * a quarter of its cap; 0 while half of the cap is free.
   */
  public long pressedLsn() {
    if (bytesInUse.get() <= options.maxBytes() / 2) {
      return 0;
    }
    synchronized (full) {
      long left = bytesInUse.get();
      long lsn = 0;
      for (LogFile older : full) {
        if (left <= options.maxBytes() / 4) {
          break;
        }
        left -= older.sizeBytes();
        lsn = older.lastLsn();
      }
      return lsn;
    }
  }

  /** Whether the log takes no more records until the next start. */
  public boolean isPoisoned() {
    return poison != null;
  }

  /** Closes the log. Records that were not synced are lost; call {@link #mark()} before. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (maintenance != null) {
      maintenance.close();
    }
    if (file != null) {
      file.close();
    }
    pool.close();
  }

  private void roll(long wanted) throws IOException {
    long needed = LogFileDescriptor.RECORDS_OFFSET + wanted;
    boolean oversize = needed > options.fileBytes();
    long sizeBytes = oversize ? needed : options.fileBytes();
    boolean isTooMuch = bytesInUse.get() + sizeBytes > options.maxBytes();
    if (isTooMuch && (sizeBytes > options.maxBytes() || hasOlderFiles())) {
      throw new LogFullException(bytesInUse.get(), sizeBytes, options.maxBytes());
    }
    LogFilePool.Ready next = oversize ? pool.takeOversize(sizeBytes) : pool.take();
    LogFile before = active;
    if (before != null) {
      finish(before);
    }
    active = next.logFile();
    file = next.file();
    bufferPosition = LogFileDescriptor.RECORDS_OFFSET;
    headerPending = true;
    account();
    if (maintenance != null) {
      maintenance.wake();
    }
  }

  /**
   * Whether there are log files before the active one, which sealing can free. The active one is
   * freed only once another follows it, so where it alone nearly fills the cap, that other one may
   * go past the cap; or no record would ever be taken again.
   */
  private boolean hasOlderFiles() {
    synchronized (full) {
      return !full.isEmpty();
    }
  }

  /** Makes a log file durable before the next one gets its first record. */
  private void finish(LogFile logFile) throws IOException {
    if (unsynced) {
      writeBuffer();
      force();
      durableLsn = lastLsn;
      unsynced = false;
    }
    closeDurable(checked(file));
    synchronized (full) {
      if (logFile.firstLsn() == LogFileDescriptor.NO_LSN) {
        pool.release(logFile);
      } else {
        full.add(logFile.withLsns(logFile.firstLsn(), lastLsn));
      }
    }
  }

  /** Its records are durable, so an error now loses nothing. */
  private static void closeDurable(StoredFile finished) {
    try {
      finished.close();
    } catch (IOException e) {
      LOG.warn("The log file '{}' could not be closed", finished.path(), e);
    }
  }

  private void writeBuffer() throws IOException {
    if (headerPending) {
      LogFile logFile = checked(active);
      byte[] header = LogFileDescriptor.header(logFile.number(), logFile.firstLsn(), epoch);
      writeToFile(0, header, 0, header.length);
      headerPending = false;
    }
    if (buffered > 0) {
      writeToFile(bufferPosition, buffer, 0, buffered);
      bufferPosition += buffered;
      buffered = 0;
    }
  }

  private void writeToFile(long position, byte[] bytes, int offset, int length) throws IOException {
    try {
      checked(file).write(position, bytes, offset, length);
    } catch (IOException e) {
      throw poisoned(e);
    }
  }

  private void force() throws IOException {
    try {
      checked(file).force();
    } catch (IOException e) {
      throw poisoned(e);
    }
  }

  private LogPoisonedException poisoned(IOException cause) {
    poison = cause;
    LOG.error("The log failed and takes no more records", cause);
    return new LogPoisonedException(cause);
  }

  private void checkUsable() throws IOException {
    if (closed) {
      throw new IllegalStateException("the log is closed");
    }
    IOException cause = poison;
    if (cause != null) {
      throw new LogPoisonedException(cause);
    }
  }

  /** Recomputes {@link #bytesInUse}; called where the log files change. */
  private void account() {
    synchronized (full) {
      LogFile logFile = active;
      long bytes = logFile == null ? 0 : logFile.sizeBytes();
      for (LogFile older : full) {
        bytes += older.sizeBytes();
      }
      bytesInUse.set(bytes);
    }
  }

  private static <T> T checked(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the log has no file");
    }
    return value;
  }
}
