package io.pitwall.storage.log;

import io.pitwall.storage.format.Checksum;
import io.pitwall.storage.runtime.StoredFile;
import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * Reads one log file after another from front to back, through a window of memory, and checks the
 * records in it.
 *
 * <p>The window is reused for all log files and grows only for a record whose header is valid and
 * whose length lies within the file. For one thread.
 */
final class LogFileReader {

  private static final int WINDOW_BYTES = 4 << 20;

  /** False only in tests that show why the checksums are needed. */
  private final boolean checkCrc;

  private final CRC32C crc = new CRC32C();
  private byte[] window;
  private long windowPosition;
  private int windowLength;
  private StoredFile file;
  private long fileSize;

  LogFileReader(StoredFile file, boolean checkCrc) throws IOException {
    this.checkCrc = checkCrc;
    this.file = file;
    this.fileSize = file.size();
    this.window = new byte[(int) Math.min(WINDOW_BYTES, fileSize)];
  }

  /** Continues with another file. */
  void read(StoredFile next) throws IOException {
    file = next;
    fileSize = next.size();
    windowPosition = 0;
    windowLength = 0;
    if (window.length < Math.min(WINDOW_BYTES, fileSize)) {
      window = new byte[(int) Math.min(WINDOW_BYTES, fileSize)];
    }
  }

  byte[] buffer() {
    return window;
  }

  /**
   * Reads {@code length} bytes from a position of the file on, unless the window has them.
   *
   * @return where in {@link #buffer()} they are; -1 if the file ends before
   */
  int locate(long position, int length) throws IOException {
    if (position < 0 || position + length > fileSize) {
      return -1;
    }
    if (position < windowPosition || position + length > windowPosition + windowLength) {
      fill(position, length);
    }
    return (int) (position - windowPosition);
  }

  private void fill(long position, int length) throws IOException {
    if (length > window.length) {
      window = new byte[length];
    }
    int wanted = (int) Math.min(window.length, fileSize - position);
    file.read(position, window, 0, wanted);
    windowPosition = position;
    windowLength = wanted;
  }

  /** Where in {@link #buffer()} a record with a valid header lies, -1 if there is none. */
  int header(long position) throws IOException {
    int at = locate(position, RecordDescriptor.HEADER_LENGTH);
    if (at < 0 || !RecordDescriptor.isHeaderValid(window, at, crc, checkCrc)) {
      return -1;
    }
    int total = RecordDescriptor.totalLength(RecordDescriptor.payloadLength(window, at));
    return position + total <= fileSize ? at : -1;
  }

  /**
   * Where in {@link #buffer()} the whole record at a position lies, -1 if its header or payload is
   * not valid.
   */
  int record(long position) throws IOException {
    int at = header(position);
    if (at < 0) {
      return -1;
    }
    int payloadLength = RecordDescriptor.payloadLength(window, at);
    at = locate(position, RecordDescriptor.totalLength(payloadLength));
    int payloadCrc = Checksum.of(crc, window, RecordDescriptor.payloadOffset(at), payloadLength);
    if (checkCrc && payloadCrc != RecordDescriptor.payloadCrc(window, at)) {
      return -1;
    }
    return at;
  }

  /** The first position from the given one on, in steps of the alignment, that begins a record. */
  long findMagic(long from) throws IOException {
    long position = from;
    int at = locate(position, RecordDescriptor.HEADER_LENGTH);
    while (at >= 0) {
      int last = windowLength - RecordDescriptor.HEADER_LENGTH;
      while (at <= last) {
        if (RecordDescriptor.hasMagic(window, at)) {
          return position;
        }
        at += RecordDescriptor.ALIGNMENT;
        position += RecordDescriptor.ALIGNMENT;
      }
      at = locate(position, RecordDescriptor.HEADER_LENGTH);
    }
    return -1;
  }
}
