package io.pitwall.storage.manifest;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.runtime.FileSystem;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** One manifest file: creates it with a checkpoint, reads it, appends records. */
final class ManifestFile implements AutoCloseable {
  /** The most bytes that a manifest file may have: it is read into one array. */
  static final int MAX_FILE_BYTES = 1 << 30;

  private final StoredFile file;
  private final long number;
  private long size;
  private int sequence;
  private int lastCrc;
  private boolean endsEmpty;

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
      created.append(checkpoint);
      return created;
    } catch (IOException | RuntimeException e) {
      closeAfter(file, e);
      throw e;
    }
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
    if (at < bytes.length) {
      refuseIfMoreFollows(bytes, at);
      file.truncate(at);
      file.forceAll();
    }
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

  /** Appends one record and forces it. After an error the file must not be used any more. */
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
    file.write(size, record.array(), 0, record.size());
    file.force();
    size += record.size();
    lastCrc = crc;
    endsEmpty = payloadBytes == 0;
    sequence++;
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
