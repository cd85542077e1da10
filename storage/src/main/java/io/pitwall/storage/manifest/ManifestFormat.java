package io.pitwall.storage.manifest;

import io.pitwall.storage.format.DamagedFileException;
import io.pitwall.storage.format.UnknownFormatException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The header and the record of a manifest file; see the package documentation. */
final class ManifestFormat {
  /** "PITWMAN" and a byte that no text file holds. */
  private static final long MAGIC = 0x8A4E414D57544950L;

  private static final int VERSION = 1;

  static final int HEADER_BYTES = 28;
  private static final int HEADER_VERSION = 8;
  private static final int HEADER_NUMBER = 16;
  static final int HEADER_CRC = 24;

  /** "mrec". */
  private static final int RECORD_MAGIC = 0x6365726D;

  static final int RECORD_HEADER_BYTES = 20;
  private static final int RECORD_LENGTH = 4;
  private static final int RECORD_SEQUENCE = 8;
  private static final int RECORD_PREVIOUS = 12;
  private static final int RECORD_CRC = 16;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private ManifestFormat() {}

  /** Writes the header of a file and returns its CRC. */
  static int putHeader(long number, byte[] into) {
    LONG.set(into, 0, MAGIC);
    INT.set(into, HEADER_VERSION, VERSION);
    LONG.set(into, HEADER_NUMBER, number);
    int crc = crc(into, 0, HEADER_CRC);
    INT.set(into, HEADER_CRC, crc);
    return crc;
  }

  /** Checks the header of a file and returns its CRC. */
  static int checkHeader(String path, long number, byte[] bytes)
      throws DamagedFileException, UnknownFormatException {
    if (bytes.length < HEADER_BYTES || (long) LONG.get(bytes, 0) != MAGIC) {
      throw new DamagedFileException(path, 0, "it does not start as a manifest does");
    }
    int crc = crc(bytes, 0, HEADER_CRC);
    if ((int) INT.get(bytes, HEADER_CRC) != crc) {
      throw new DamagedFileException(path, 0, "the header's checksum is wrong");
    }
    int version = (int) INT.get(bytes, HEADER_VERSION);
    if (version != VERSION) {
      throw new UnknownFormatException(path, "manifest version " + version);
    }
    long found = (long) LONG.get(bytes, HEADER_NUMBER);
    if (found != number) {
      throw new DamagedFileException(
          path, HEADER_NUMBER, "it is manifest %016x under another name".formatted(found));
    }
    return crc;
  }

  /** Writes the header of a record in front of its payload and returns its CRC. */
  static int putRecordHeader(
      long number, int sequence, int previousCrc, byte[] into, int offset, int payloadBytes) {
    INT.set(into, offset, RECORD_MAGIC);
    INT.set(into, offset + RECORD_LENGTH, payloadBytes);
    INT.set(into, offset + RECORD_SEQUENCE, sequence);
    INT.set(into, offset + RECORD_PREVIOUS, previousCrc);
    int crc = recordCrc(number, into, offset, payloadBytes);
    INT.set(into, offset + RECORD_CRC, crc);
    return crc;
  }

  /** The payload bytes of the whole and sound record at an offset, or −1 if there is none. */
  static int soundRecord(long number, byte[] bytes, int offset) {
    if (offset > bytes.length - RECORD_HEADER_BYTES
        || (int) INT.get(bytes, offset) != RECORD_MAGIC) {
      return -1;
    }
    int payloadBytes = (int) INT.get(bytes, offset + RECORD_LENGTH);
    if (payloadBytes < 0 || payloadBytes > bytes.length - offset - RECORD_HEADER_BYTES) {
      return -1;
    }
    boolean sound = recordCrc(number, bytes, offset, payloadBytes) == crcOf(bytes, offset);
    return sound ? payloadBytes : -1;
  }

  static int sequenceOf(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset + RECORD_SEQUENCE);
  }

  static int previousCrcOf(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset + RECORD_PREVIOUS);
  }

  static int crcOf(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset + RECORD_CRC);
  }

  private static int recordCrc(long number, byte[] bytes, int offset, int payloadBytes) {
    byte[] identity = new byte[8];
    LONG.set(identity, 0, number);
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, RECORD_CRC);
    crc.update(identity, 0, identity.length);
    crc.update(bytes, offset + RECORD_HEADER_BYTES, payloadBytes);
    return (int) crc.getValue();
  }

  private static int crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
