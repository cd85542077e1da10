package io.pitwall.storage.manifest;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One manifest file: creates it with a checkpoint, reads it, appends records.
 *
 * <p>Zeros follow the last record, so that a full disk still has room for the records that free
 * some: those of a start, of dropped segments and of sealed rows.
 */
final class ManifestFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ManifestFile.class);

  /** The most bytes that a manifest file may have: it is read into one array. */
  static final int MAX_FILE_BYTES = 1 << 30;

  /** Zeros after the last record when some are added; half of them at least are kept. */
  static final int RESERVE_BYTES = 64 << 10;

  private final StoredFile file;
  private final long number;

  /** Where the records end; the file itself is longer. */
  private long size;

  private long fileBytes;
  private int sequence;
  private int lastCrc;
  private boolean endsEmpty;
  private boolean broken;

  private ManifestFile(StoredFile file, long number) {
    this.file = file;
    this.number = number;
  }

  /** Creates a file whose first record is the checkpoint, and forces it. */
  static ManifestFile create(FileSystem fs, String path, long number, List<ManifestEdit> checkpoint)
      throws IOException {
    StoredFile file = fs.create(path);
    try {
      ManifestFile created = new ManifestFile(file, number);
      byte[] header = ManifestFormat.header(number);
      created.lastCrc = ManifestFormat.headerCrc(header);
      file.write(0, header, 0, header.length);
      created.size = header.length;
      created.fileBytes = header.length;
      created.append(checkpoint);
      return created;
    } catch (IOException | RuntimeException e) {
      closeAfter(file, e);
      throw e;
    }
  }

  /** This file, opened again after it got another name. */
  ManifestFile reopened(FileSystem fs, String path) throws IOException {
    ManifestFile again = new ManifestFile(fs.open(path), number);
    again.size = size;
    again.fileBytes = fileBytes;
    again.sequence = sequence;
    again.lastCrc = lastCrc;
    again.endsEmpty = endsEmpty;
    return again;
  }

  /** Opens a file, applies its records to the state and cuts a torn last one. */
  static ManifestFile open(FileSystem fs, String path, long number, ManifestState state)
      throws IOException {
    StoredFile file = fs.open(path);
    try {
      ManifestFile opened = new ManifestFile(file, number);
      opened.recover(state);
      return opened;
    } catch (IOException | RuntimeException e) {
      closeAfter(file, e);
      throw e;
    }
  }

  private static void closeAfter(StoredFile file, Exception cause) {
    try {
      file.close();
    } catch (IOException closing) {
      cause.addSuppressed(closing);
    }
  }

  private void recover(ManifestState state) throws IOException {
    long fileSize = file.size();
    if (fileSize > MAX_FILE_BYTES) {
      throw new DamagedFileException(
          file.path(),
          MAX_FILE_BYTES,
          "it has %d bytes, more than one can have".formatted(fileSize));
    }
    byte[] bytes = new byte[(int) fileSize];
    file.read(0, bytes, 0, bytes.length);
    lastCrc = ManifestFormat.checkHeader(file.path(), number, bytes);
    int at = ManifestFormat.HEADER_BYTES;
    int payloadBytes = ManifestFormat.soundRecord(number, bytes, at);
    while (payloadBytes >= 0) {
      replay(bytes, at, payloadBytes, state);
      at += ManifestFormat.RECORD_HEADER_BYTES + payloadBytes;
      payloadBytes = ManifestFormat.soundRecord(number, bytes, at);
    }
    if (sequence == 0) {
      throw new DamagedFileException(file.path(), at, "its checkpoint can't be read");
    }
    size = at;
    fileBytes = bytes.length;
    if (!isZero(bytes, at)) {
      refuseIfMoreFollows(bytes, at);
      zero(at, fileBytes);
      file.force();
    }
  }

  private static boolean isZero(byte[] bytes, int from) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Writes again what the file holds, and forces it. What was read may be in the operating system's
   * cache alone, marked clean there by a force that failed.
   */
  void rewrite() throws IOException {
    byte[] bytes = new byte[(int) fileBytes];
    file.read(0, bytes, 0, bytes.length);
    file.write(0, bytes, 0, bytes.length);
    file.force();
  }

  private void replay(byte[] bytes, int at, int payloadBytes, ManifestState state)
      throws IOException {
    if (ManifestFormat.previousCrcOf(bytes, at) != lastCrc
        || ManifestFormat.sequenceOf(bytes, at) != sequence) {
      throw new DamagedFileException(
          file.path(), at, "record %d does not follow the one before it".formatted(sequence));
    }
    int start = at + ManifestFormat.RECORD_HEADER_BYTES;
    byte[] payload = Arrays.copyOfRange(bytes, start, start + payloadBytes);
    try {
      ManifestEditCodec.read(file.path(), payload).forEach(state::apply);
    } catch (CorruptDataException | IllegalArgumentException e) {
      throw new DamagedFileException(
          file.path(), at, "record %d makes no sense: %s".formatted(sequence, e.getMessage()), e);
    }
    lastCrc = ManifestFormat.crcOf(bytes, at);
    endsEmpty = payloadBytes == 0;
    sequence++;
  }

  private void refuseIfMoreFollows(byte[] bytes, int bad) throws DamagedFileException {
    for (int at = bad + 1; at <= bytes.length - ManifestFormat.RECORD_HEADER_BYTES; at++) {
      if (ManifestFormat.soundRecord(number, bytes, at) >= 0
          && ManifestFormat.sequenceOf(bytes, at) > sequence) {
        throw new DamagedFileException(
            file.path(),
            bad,
            "record %d can't be read, but a later one at %d can; restore the file from a backup"
                .formatted(sequence, at));
      }
    }
  }

  /**
   * Appends one record and forces it.
   *
   * @throws IOException if it is not durable; it never will be, unless the file {@link #isBroken}
   */
  void append(List<ManifestEdit> edits) throws IOException {
    ByteSink record = new ByteSink(1024);
    record.putBytes(
        new byte[ManifestFormat.RECORD_HEADER_BYTES], 0, ManifestFormat.RECORD_HEADER_BYTES);
    ManifestEditCodec.write(edits, record);
    int payloadBytes = record.size() - ManifestFormat.RECORD_HEADER_BYTES;
    if (size + record.size() > MAX_FILE_BYTES) {
      throw new IOException(
          "the manifest would have more than %d bytes; there are too many series or columns"
              .formatted(MAX_FILE_BYTES));
    }
    int crc =
        ManifestFormat.putRecordHeader(number, sequence, lastCrc, record.array(), 0, payloadBytes);
    keepReserve(size + record.size());
    write(record);
    force();
    size += record.size();
    fileBytes = Math.max(fileBytes, size);
    lastCrc = crc;
    endsEmpty = payloadBytes == 0;
    sequence++;
  }

  /** Adds zeros while the disk has room for them; without, the records use up what is there. */
  private void keepReserve(long end) throws IOException {
    if (fileBytes - end >= RESERVE_BYTES / 2) {
      return;
    }
    try {
      zero(fileBytes, end + RESERVE_BYTES);
    } catch (IOException e) {
      LOG.debug("no room for the reserve of '{}'", file.path(), e);
    }
    fileBytes = file.size();
  }

  private void zero(long from, long to) throws IOException {
    byte[] zeros = new byte[RESERVE_BYTES];
    for (long at = from; at < to; at += zeros.length) {
      file.write(at, zeros, 0, (int) Math.min(zeros.length, to - at));
    }
  }

  private void write(ByteSink record) throws IOException {
    try {
      file.write(size, record.array(), 0, record.size());
    } catch (IOException e) {
      erase(e);
      throw e;
    }
  }

  /** Makes sure that a record that was not written whole, or not said to be, can't come back. */
  private void erase(IOException reason) {
    try {
      fileBytes = file.size();
      zero(size, fileBytes);
      file.force();
    } catch (IOException e) {
      broken = true;
      reason.addSuppressed(e);
    }
  }

  private void force() throws IOException {
    try {
      file.force();
    } catch (IOException e) {
      broken = true;
      throw e;
    }
  }

  /** Whether it is not known what the disk holds, so that nothing may be appended any more. */
  boolean isBroken() {
    return broken;
  }

  /** Whether the last record is empty, as after an orderly close. */
  boolean endsEmpty() {
    return endsEmpty;
  }

  long number() {
    return number;
  }

  long size() {
    return size;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
