package io.pitwall.storage.segment;

import io.pitwall.storage.format.Checksum;
import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.format.FileHeader;
import io.pitwall.storage.format.LittleEndian;
import io.pitwall.storage.format.UnknownFormatException;

/** The constants and fixed-width records of a segment file; see the package documentation. */
final class SegmentFormat {
  private static final int VERSION = 1;

  /** "PITWSEG" and a byte that no text file holds. */
  private static final long MAGIC = 0x8A47455357544950L;

  private static final FileHeader HEADER =
      new FileHeader("segment", MAGIC, Long.BYTES, VERSION, 32);

  static final int HEADER_BYTES = HEADER.length();
  private static final int HEADER_TABLE = 12;
  private static final int HEADER_FILE = HEADER_TABLE + Integer.BYTES;

  private static final int TRAILER_FOOTER_OFFSET = 0;
  private static final int TRAILER_FOOTER_LENGTH = TRAILER_FOOTER_OFFSET + Long.BYTES;
  private static final int TRAILER_FOOTER_CRC = TRAILER_FOOTER_LENGTH + Integer.BYTES;
  private static final int TRAILER_SIZE = TRAILER_FOOTER_CRC + Integer.BYTES;
  private static final int TRAILER_FILE = TRAILER_SIZE + Long.BYTES;
  private static final int TRAILER_VERSION = TRAILER_FILE + Long.BYTES;
  private static final int TRAILER_CRC = TRAILER_VERSION + Integer.BYTES;
  private static final int TRAILER_MAGIC = TRAILER_CRC + Integer.BYTES;
  static final int TRAILER_BYTES = TRAILER_MAGIC + Long.BYTES;

  /** The column of a checksum's identity where a section belongs to none. */
  static final int NO_COLUMN = -1;

  static final int INDEX = -1;
  static final int DICTIONARY = -2;
  static final int SERIES = -3;
  static final int FOOTER = -4;

  static final int STORAGE_NUMBERS = 0;
  static final int STORAGE_CODES = 1;
  static final int STORAGE_TEXT = 2;

  private static final int IDENTITY_FILE = 0;
  private static final int IDENTITY_TABLE = IDENTITY_FILE + Long.BYTES;
  private static final int IDENTITY_COLUMN = IDENTITY_TABLE + Integer.BYTES;
  private static final int IDENTITY_NUMBER = IDENTITY_COLUMN + Integer.BYTES;
  private static final int IDENTITY_BYTES = IDENTITY_NUMBER + Integer.BYTES;

  private SegmentFormat() {}

  /** What the trailer says; its version and file id are checked against the header's. */
  record Trailer(long footerOffset, int footerLength, int footerCrc) {}

  /** The checksum of stored bytes in their place; allocates nothing that outlives the call. */
  static int crc(
      long fileId, int tableId, int columnId, int number, byte[] bytes, int offset, int length) {
    byte[] identity = new byte[IDENTITY_BYTES];
    LittleEndian.putLong(identity, IDENTITY_FILE, fileId);
    LittleEndian.putInt(identity, IDENTITY_TABLE, tableId);
    LittleEndian.putInt(identity, IDENTITY_COLUMN, columnId);
    LittleEndian.putInt(identity, IDENTITY_NUMBER, number);
    return Checksum.ofIdentified(identity, bytes, offset, length);
  }

  static byte[] header(long fileId, int tableId) {
    byte[] header = HEADER.create();
    LittleEndian.putInt(header, HEADER_TABLE, tableId);
    LittleEndian.putLong(header, HEADER_FILE, fileId);
    HEADER.seal(header);
    return header;
  }

  static void checkHeader(String path, byte[] header, long fileId, int tableId)
      throws DamagedFileException, UnknownFormatException {
    HEADER.check(path, header);
    checkIs(path, HEADER_FILE, "file id", LittleEndian.getLong(header, HEADER_FILE), fileId);
    checkIs(path, HEADER_TABLE, "table id", LittleEndian.getInt(header, HEADER_TABLE), tableId);
  }

  static byte[] trailer(Trailer trailer, long fileId, long sizeBytes) {
    byte[] bytes = new byte[TRAILER_BYTES];
    LittleEndian.putLong(bytes, TRAILER_FOOTER_OFFSET, trailer.footerOffset);
    LittleEndian.putInt(bytes, TRAILER_FOOTER_LENGTH, trailer.footerLength);
    LittleEndian.putInt(bytes, TRAILER_FOOTER_CRC, trailer.footerCrc);
    LittleEndian.putLong(bytes, TRAILER_SIZE, sizeBytes);
    LittleEndian.putLong(bytes, TRAILER_FILE, fileId);
    LittleEndian.putInt(bytes, TRAILER_VERSION, VERSION);
    LittleEndian.putInt(bytes, TRAILER_CRC, Checksum.of(bytes, 0, TRAILER_CRC));
    LittleEndian.putLong(bytes, TRAILER_MAGIC, MAGIC);
    return bytes;
  }

  static Trailer readTrailer(String path, byte[] bytes, long fileId, long sizeBytes)
      throws DamagedFileException {
    long at = sizeBytes - TRAILER_BYTES;
    if (LittleEndian.getLong(bytes, TRAILER_MAGIC) != MAGIC
        || LittleEndian.getInt(bytes, TRAILER_CRC) != Checksum.of(bytes, 0, TRAILER_CRC)) {
      throw new DamagedFileException(
          path, at, "it does not end as a segment file does; it may have been cut short");
    }
    checkIs(path, at, "size", LittleEndian.getLong(bytes, TRAILER_SIZE), sizeBytes);
    checkIs(path, at, "file id", LittleEndian.getLong(bytes, TRAILER_FILE), fileId);
    checkIs(path, at, "version", LittleEndian.getInt(bytes, TRAILER_VERSION), VERSION);
    Trailer trailer =
        new Trailer(
            LittleEndian.getLong(bytes, TRAILER_FOOTER_OFFSET),
            LittleEndian.getInt(bytes, TRAILER_FOOTER_LENGTH),
            LittleEndian.getInt(bytes, TRAILER_FOOTER_CRC));
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
