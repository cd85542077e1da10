package io.pitwall.storage.segment;

import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.format.UnknownFormatException;
import io.pitwall.storage.options.FormatLimits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The constants and fixed-width records of a segment file; see the package documentation. */
final class SegmentFormat {
  /** "PITWSEG" and a byte that no text file holds. */
  static final long MAGIC = 0x8A47455357544950L;

  static final int VERSION = 1;
  static final int MAX_BLOCK_ROWS = FormatLimits.BLOCK_ROWS;

  static final int HEADER_BYTES = 32;
  private static final int HEADER_VERSION = 8;
  private static final int HEADER_TABLE = 12;
  private static final int HEADER_FILE = 16;
  private static final int HEADER_CRC = 28;

  static final int TRAILER_BYTES = 48;
  private static final int TRAILER_FOOTER_LENGTH = 8;
  private static final int TRAILER_FOOTER_CRC = 12;
  private static final int TRAILER_SIZE = 16;
  private static final int TRAILER_FILE = 24;
  private static final int TRAILER_VERSION = 32;
  private static final int TRAILER_CRC = 36;
  private static final int TRAILER_MAGIC = 40;

  /** The column of a checksum's identity where a section belongs to none. */
  static final int NO_COLUMN = -1;

  static final int INDEX = -1;
  static final int DICTIONARY = -2;
  static final int SERIES = -3;
  static final int FOOTER = -4;

  static final int STORAGE_NUMBERS = 0;
  static final int STORAGE_CODES = 1;
  static final int STORAGE_TEXT = 2;

  private static final int IDENTITY_BYTES = 20;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SegmentFormat() {}

  /** What the trailer says; its version and file id are checked against the header's. */
  record Trailer(long footerOffset, int footerLength, int footerCrc) {}

  /** The checksum of stored bytes in their place; allocates nothing that outlives the call. */
  static int crc(
      long fileId, int tableId, int columnId, int number, byte[] bytes, int offset, int length) {
    byte[] identity = new byte[IDENTITY_BYTES];
    LONG.set(identity, 0, fileId);
    INT.set(identity, 8, tableId);
    INT.set(identity, 12, columnId);
    INT.set(identity, 16, number);
    CRC32C crc = new CRC32C();
    crc.update(identity, 0, IDENTITY_BYTES);
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  private static int plainCrc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  static byte[] header(long fileId, int tableId) {
    byte[] header = new byte[HEADER_BYTES];
    LONG.set(header, 0, MAGIC);
    INT.set(header, HEADER_VERSION, VERSION);
    INT.set(header, HEADER_TABLE, tableId);
    LONG.set(header, HEADER_FILE, fileId);
    INT.set(header, HEADER_CRC, plainCrc(header, HEADER_CRC));
    return header;
  }

  static void checkHeader(String path, byte[] header, long fileId, int tableId)
      throws DamagedFileException, UnknownFormatException {
    if ((long) LONG.get(header, 0) != MAGIC) {
      throw new DamagedFileException(path, 0, "it does not start as a segment file does");
    }
    if ((int) INT.get(header, HEADER_CRC) != plainCrc(header, HEADER_CRC)) {
      throw new DamagedFileException(path, 0, "the header's checksum is wrong");
    }
    int version = (int) INT.get(header, HEADER_VERSION);
    if (version != VERSION) {
      throw new UnknownFormatException(path, "segment version " + version);
    }
    checkIs(path, HEADER_FILE, "file id", (long) LONG.get(header, HEADER_FILE), fileId);
    checkIs(path, HEADER_TABLE, "table id", (int) INT.get(header, HEADER_TABLE), tableId);
  }

  static byte[] trailer(Trailer trailer, long fileId, long sizeBytes) {
    byte[] bytes = new byte[TRAILER_BYTES];
    LONG.set(bytes, 0, trailer.footerOffset);
    INT.set(bytes, TRAILER_FOOTER_LENGTH, trailer.footerLength);
    INT.set(bytes, TRAILER_FOOTER_CRC, trailer.footerCrc);
    LONG.set(bytes, TRAILER_SIZE, sizeBytes);
    LONG.set(bytes, TRAILER_FILE, fileId);
    INT.set(bytes, TRAILER_VERSION, VERSION);
    INT.set(bytes, TRAILER_CRC, plainCrc(bytes, TRAILER_CRC));
    LONG.set(bytes, TRAILER_MAGIC, MAGIC);
    return bytes;
  }

  static Trailer readTrailer(String path, byte[] bytes, long fileId, long sizeBytes)
      throws DamagedFileException {
    long at = sizeBytes - TRAILER_BYTES;
    if ((long) LONG.get(bytes, TRAILER_MAGIC) != MAGIC
        || (int) INT.get(bytes, TRAILER_CRC) != plainCrc(bytes, TRAILER_CRC)) {
      throw new DamagedFileException(
          path, at, "it does not end as a segment file does; it may have been cut short");
    }
    checkIs(path, at, "size", (long) LONG.get(bytes, TRAILER_SIZE), sizeBytes);
    checkIs(path, at, "file id", (long) LONG.get(bytes, TRAILER_FILE), fileId);
    checkIs(path, at, "version", (int) INT.get(bytes, TRAILER_VERSION), VERSION);
    Trailer trailer =
        new Trailer(
            (long) LONG.get(bytes, 0),
            (int) INT.get(bytes, TRAILER_FOOTER_LENGTH),
            (int) INT.get(bytes, TRAILER_FOOTER_CRC));
    if (trailer.footerOffset < HEADER_BYTES
        || trailer.footerLength < 0
        || trailer.footerOffset + trailer.footerLength != at) {
      throw new DamagedFileException(path, at, "the footer would lie outside the file");
    }
    return trailer;
  }

  static void checkIs(String path, long offset, String what, long found, long expected)
      throws DamagedFileException {
    if (found != expected) {
      throw new DamagedFileException(
          path, offset, "the %s is %d, expected %d".formatted(what, found, expected));
    }
  }
}
