package io.pitwall.storage.manifest;

import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.format.FileHeader;
import io.pitwall.storage.format.LittleEndian;
import io.pitwall.storage.format.UnknownFormatException;
import java.util.zip.CRC32C;

/** The header and the record of a manifest file; see the package documentation. */
final class ManifestFormat {
  /** The magic is "PITWMAN" and a byte that no text file holds. */
  private static final FileHeader HEADER =
      new FileHeader("manifest", 0x8A4E414D57544950L, Long.BYTES, 1, 28);

  static final int HEADER_BYTES = HEADER.length();
  private static final int HEADER_NUMBER = 16;

  /** "mrec". */
  private static final int RECORD_MAGIC = 0x6365726D;

  private static final int RECORD_LENGTH = Integer.BYTES;
  private static final int RECORD_SEQUENCE = RECORD_LENGTH + Integer.BYTES;
  private static final int RECORD_PREVIOUS = RECORD_SEQUENCE + Integer.BYTES;
  private static final int RECORD_CRC = RECORD_PREVIOUS + Integer.BYTES;
  static final int RECORD_HEADER_BYTES = RECORD_CRC + Integer.BYTES;

  private ManifestFormat() {}

  /** The header of a file. */
  static byte[] header(long number) {
    byte[] header = HEADER.create();
    LittleEndian.putLong(header, HEADER_NUMBER, number);
    HEADER.seal(header);
    return header;
  }

  /** The checksum in a header; the first record names it as its predecessor. */
  static int headerCrc(byte[] header) {
    return HEADER.checksumOf(header);
  }

  /** Checks the header of a file and returns its CRC. */
  static int checkHeader(String path, long number, byte[] bytes)
      throws DamagedFileException, UnknownFormatException {
    HEADER.check(path, bytes);
    long found = LittleEndian.getLong(bytes, HEADER_NUMBER);
    if (found != number) {
      throw new DamagedFileException(
          path, HEADER_NUMBER, "it is manifest %016x under another name".formatted(found));
    }
    return headerCrc(bytes);
  }

  /** Writes the header of a record in front of its payload and returns its CRC. */
  static int putRecordHeader(
      long number, int sequence, int previousCrc, byte[] into, int offset, int payloadBytes) {
    LittleEndian.putInt(into, offset, RECORD_MAGIC);
    LittleEndian.putInt(into, offset + RECORD_LENGTH, payloadBytes);
    LittleEndian.putInt(into, offset + RECORD_SEQUENCE, sequence);
    LittleEndian.putInt(into, offset + RECORD_PREVIOUS, previousCrc);
    int crc = recordCrc(number, into, offset, payloadBytes);
    LittleEndian.putInt(into, offset + RECORD_CRC, crc);
    return crc;
  }

  /** The payload bytes of the whole and sound record at an offset, or −1 if there is none. */
  static int soundRecord(long number, byte[] bytes, int offset) {
    if (offset > bytes.length - RECORD_HEADER_BYTES
        || LittleEndian.getInt(bytes, offset) != RECORD_MAGIC) {
      return -1;
    }
    int payloadBytes = LittleEndian.getInt(bytes, offset + RECORD_LENGTH);
    if (payloadBytes < 0 || payloadBytes > bytes.length - offset - RECORD_HEADER_BYTES) {
      return -1;
    }
    boolean sound = recordCrc(number, bytes, offset, payloadBytes) == crcOf(bytes, offset);
    return sound ? payloadBytes : -1;
  }

  static int sequenceOf(byte[] bytes, int offset) {
    return LittleEndian.getInt(bytes, offset + RECORD_SEQUENCE);
  }

  static int previousCrcOf(byte[] bytes, int offset) {
    return LittleEndian.getInt(bytes, offset + RECORD_PREVIOUS);
  }

  static int crcOf(byte[] bytes, int offset) {
    return LittleEndian.getInt(bytes, offset + RECORD_CRC);
  }

  private static int recordCrc(long number, byte[] bytes, int offset, int payloadBytes) {
    byte[] identity = new byte[8];
    LittleEndian.putLong(identity, 0, number);
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, RECORD_CRC);
    crc.update(identity, 0, identity.length);
    crc.update(bytes, offset + RECORD_HEADER_BYTES, payloadBytes);
    return (int) crc.getValue();
  }
}
