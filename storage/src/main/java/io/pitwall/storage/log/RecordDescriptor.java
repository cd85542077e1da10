package io.pitwall.storage.log;

import io.pitwall.storage.format.Checksum;
import io.pitwall.storage.format.LittleEndian;
import io.pitwall.storage.limit.FormatLimits;
import java.util.zip.CRC32C;

/**
 * The layout of a record: a header, the payload, and zeros up to a multiple of 8 bytes.
 *
 * <pre>
 *   0        4         5       6       8          12         16         24
 *  +--------+---------+-------+-------+----------+----------+----------+----------+
 *  | magic  | version | flags | zeros | total    | payload  | LSN      | durable  |
 *  |        |         |       |       | length   | length   |          | LSN      |
 *  +--------+---------+-------+-------+----------+----------+----------+----------+
 *    int      byte      byte    short   int        int        long       long
 *
 *   32       40         44        48      52       56
 *  +--------+----------+---------+-------+--------+---------------------------+
 *  | epoch  | previous | payload | zeros | header | payload, then zeros       |
 *  |        | CRC      | CRC     |       | CRC    |                           |
 *  +--------+----------+---------+-------+--------+---------------------------+
 *    long     int        int       int     int
 * </pre>
 *
 * <p>Magic is "PWLR". The total length includes header and zeros. The previous CRC is the header
 * CRC of the record before, 0 in the first record. The header CRC covers bytes 0 to 51.
 */
final class RecordDescriptor {

  /** "PWLR" read as a little-endian int. */
  private static final int MAGIC = 0x524C_5750;

  private static final byte VERSION = 1;

  /** Flag of a record without payload that only witnesses what is durable. */
  static final byte FLAG_MARK = 1;

  static final int ALIGNMENT = 8;

  private static final int MAGIC_OFFSET = 0;
  private static final int VERSION_OFFSET = MAGIC_OFFSET + Integer.BYTES;
  private static final int FLAGS_OFFSET = VERSION_OFFSET + Byte.BYTES;
  private static final int ZERO_OFFSET = FLAGS_OFFSET + Byte.BYTES;
  private static final int TOTAL_LENGTH_OFFSET = ZERO_OFFSET + Short.BYTES;
  private static final int PAYLOAD_LENGTH_OFFSET = TOTAL_LENGTH_OFFSET + Integer.BYTES;
  private static final int LSN_OFFSET = PAYLOAD_LENGTH_OFFSET + Integer.BYTES;
  private static final int DURABLE_LSN_OFFSET = LSN_OFFSET + Long.BYTES;
  private static final int EPOCH_OFFSET = DURABLE_LSN_OFFSET + Long.BYTES;
  private static final int PREVIOUS_CRC_OFFSET = EPOCH_OFFSET + Long.BYTES;
  private static final int PAYLOAD_CRC_OFFSET = PREVIOUS_CRC_OFFSET + Integer.BYTES;
  private static final int RESERVED_OFFSET = PAYLOAD_CRC_OFFSET + Integer.BYTES;
  private static final int HEADER_CRC_OFFSET = RESERVED_OFFSET + Integer.BYTES;
  static final int HEADER_LENGTH = HEADER_CRC_OFFSET + Integer.BYTES;

  /** The fields of a header that its writer chooses; the rest follows from them. */
  record Fields(
      byte flags,
      int payloadLength,
      int payloadCrc,
      long lsn,
      long durableLsn,
      long epoch,
      int previousCrc) {}

  private RecordDescriptor() {}

  /** Bytes that a record with such a payload takes. */
  static int totalLength(int payloadLength) {
    return (HEADER_LENGTH + payloadLength + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Where the payload of the record at {@code offset} begins. */
  static int payloadOffset(int offset) {
    return offset + HEADER_LENGTH;
  }

  /** Writes a header, its checksum included, and returns that checksum. */
  static int putHeader(byte[] buffer, int offset, Fields fields, CRC32C reused) {
    LittleEndian.putInt(buffer, offset + MAGIC_OFFSET, MAGIC);
    buffer[offset + VERSION_OFFSET] = VERSION;
    buffer[offset + FLAGS_OFFSET] = fields.flags;
    LittleEndian.putShort(buffer, offset + ZERO_OFFSET, (short) 0);
    int totalLength = totalLength(fields.payloadLength);
    LittleEndian.putInt(buffer, offset + TOTAL_LENGTH_OFFSET, totalLength);
    LittleEndian.putInt(buffer, offset + PAYLOAD_LENGTH_OFFSET, fields.payloadLength);
    LittleEndian.putLong(buffer, offset + LSN_OFFSET, fields.lsn);
    LittleEndian.putLong(buffer, offset + DURABLE_LSN_OFFSET, fields.durableLsn);
    LittleEndian.putLong(buffer, offset + EPOCH_OFFSET, fields.epoch);
    LittleEndian.putInt(buffer, offset + PREVIOUS_CRC_OFFSET, fields.previousCrc);
    LittleEndian.putInt(buffer, offset + PAYLOAD_CRC_OFFSET, fields.payloadCrc);
    LittleEndian.putInt(buffer, offset + RESERVED_OFFSET, 0);
    int headerCrc = Checksum.of(reused, buffer, offset, HEADER_CRC_OFFSET);
    LittleEndian.putInt(buffer, offset + HEADER_CRC_OFFSET, headerCrc);
    return headerCrc;
  }

  /** Whether the bytes begin like a record; the cheapest of the checks. */
  static boolean hasMagic(byte[] buffer, int offset) {
    return LittleEndian.getInt(buffer, offset + MAGIC_OFFSET) == MAGIC;
  }

  /** Whether magic, version, lengths and the header's own checksum are right. */
  static boolean isHeaderValid(byte[] buffer, int offset, CRC32C reused, boolean checkCrc) {
    if (!hasMagic(buffer, offset) || buffer[offset + VERSION_OFFSET] != VERSION) {
      return false;
    }
    int payloadLength = payloadLength(buffer, offset);
    return payloadLength >= 0
        && payloadLength <= FormatLimits.RECORD_PAYLOAD_BYTES
        && LittleEndian.getInt(buffer, offset + TOTAL_LENGTH_OFFSET) == totalLength(payloadLength)
        && (!checkCrc
            || Checksum.of(reused, buffer, offset, HEADER_CRC_OFFSET) == headerCrc(buffer, offset));
  }

  static byte flags(byte[] buffer, int offset) {
    return buffer[offset + FLAGS_OFFSET];
  }

  static int payloadLength(byte[] buffer, int offset) {
    return LittleEndian.getInt(buffer, offset + PAYLOAD_LENGTH_OFFSET);
  }

  static long lsn(byte[] buffer, int offset) {
    return LittleEndian.getLong(buffer, offset + LSN_OFFSET);
  }

  static long durableLsn(byte[] buffer, int offset) {
    return LittleEndian.getLong(buffer, offset + DURABLE_LSN_OFFSET);
  }

  static long epoch(byte[] buffer, int offset) {
    return LittleEndian.getLong(buffer, offset + EPOCH_OFFSET);
  }

  static int previousCrc(byte[] buffer, int offset) {
    return LittleEndian.getInt(buffer, offset + PREVIOUS_CRC_OFFSET);
  }

  static int payloadCrc(byte[] buffer, int offset) {
    return LittleEndian.getInt(buffer, offset + PAYLOAD_CRC_OFFSET);
  }

  static int headerCrc(byte[] buffer, int offset) {
    return LittleEndian.getInt(buffer, offset + HEADER_CRC_OFFSET);
  }
}
