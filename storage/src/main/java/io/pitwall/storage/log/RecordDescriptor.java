package io.pitwall.storage.log;

import io.pitwall.storage.options.FormatLimits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Layout of a record.
 *
 * <pre>
 *   0        4    5    6    8          12         16         24
 *  +--------+----+----+----+----------+----------+----------+----------+
 *  | magic  |ver.|flag| 0  | total    | payload  | LSN      | durable  |
 *  |        |    |    |    | length   | length   |          | LSN      |
 *  +--------+----+----+----+----------+----------+----------+----------+
 *   32            40         44          48         52         56
 *  +-------------+----------+-----------+----------+----------+-------------------+
 *  | epoch       | previous | payload   | 0        | header   | payload, padded   |
 *  |             | CRC      | CRC       |          | CRC      | to 8 bytes        |
 *  +-------------+----------+-----------+----------+----------+-------------------+
 * </pre>
 */
final class RecordDescriptor {

  /** "PWLR" read as a little-endian int. */
  static final int MAGIC = 0x524C_5750;

  static final byte VERSION = 1;

  /** Flag of a record without payload that only witnesses what is durable. */
  static final byte FLAG_MARK = 1;

  static final int ALIGNMENT = 8;
  static final int HEADER_LENGTH = 56;

  /** The largest payload; a length above it is taken for damage before anything is allocated. */
  static final int MAX_PAYLOAD_LENGTH = FormatLimits.RECORD_PAYLOAD_BYTES;

  private static final int MAGIC_OFFSET = 0;
  private static final int VERSION_OFFSET = 4;
  private static final int FLAGS_OFFSET = 5;
  private static final int ZERO_OFFSET = 6;
  private static final int TOTAL_LENGTH_OFFSET = 8;
  private static final int PAYLOAD_LENGTH_OFFSET = 12;
  private static final int LSN_OFFSET = 16;
  private static final int DURABLE_LSN_OFFSET = 24;
  private static final int EPOCH_OFFSET = 32;
  private static final int PREVIOUS_CRC_OFFSET = 40;
  private static final int PAYLOAD_CRC_OFFSET = 44;
  private static final int RESERVED_OFFSET = 48;
  private static final int HEADER_CRC_OFFSET = 52;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
  static int putHeader(
      byte[] buffer,
      int offset,
      CRC32C crc,
      byte flags,
      int payloadLength,
      int payloadCrc,
      long lsn,
      long durableLsn,
      long epoch,
      int previousCrc) {
    INT.set(buffer, offset + MAGIC_OFFSET, MAGIC);
    buffer[offset + VERSION_OFFSET] = VERSION;
    buffer[offset + FLAGS_OFFSET] = flags;
    SHORT.set(buffer, offset + ZERO_OFFSET, (short) 0);
    INT.set(buffer, offset + TOTAL_LENGTH_OFFSET, totalLength(payloadLength));
    INT.set(buffer, offset + PAYLOAD_LENGTH_OFFSET, payloadLength);
    LONG.set(buffer, offset + LSN_OFFSET, lsn);
    LONG.set(buffer, offset + DURABLE_LSN_OFFSET, durableLsn);
    LONG.set(buffer, offset + EPOCH_OFFSET, epoch);
    INT.set(buffer, offset + PREVIOUS_CRC_OFFSET, previousCrc);
    INT.set(buffer, offset + PAYLOAD_CRC_OFFSET, payloadCrc);
    INT.set(buffer, offset + RESERVED_OFFSET, 0);
    int headerCrc = crcOf(crc, buffer, offset, HEADER_CRC_OFFSET);
    INT.set(buffer, offset + HEADER_CRC_OFFSET, headerCrc);
    return headerCrc;
  }

  /** Whether the bytes begin like a record; the cheapest of the checks. */
  static boolean hasMagic(byte[] buffer, int offset) {
    return (int) INT.get(buffer, offset + MAGIC_OFFSET) == MAGIC;
  }

  /** Whether magic, version, lengths and the header's own checksum are right. */
  static boolean isHeaderValid(byte[] buffer, int offset, CRC32C crc, boolean checkCrc) {
    if (!hasMagic(buffer, offset) || buffer[offset + VERSION_OFFSET] != VERSION) {
      return false;
    }
    int payloadLength = payloadLength(buffer, offset);
    return payloadLength >= 0
        && payloadLength <= MAX_PAYLOAD_LENGTH
        && (int) INT.get(buffer, offset + TOTAL_LENGTH_OFFSET) == totalLength(payloadLength)
        && (!checkCrc
            || crcOf(crc, buffer, offset, HEADER_CRC_OFFSET) == headerCrc(buffer, offset));
  }

  static byte flags(byte[] buffer, int offset) {
    return buffer[offset + FLAGS_OFFSET];
  }

  static int payloadLength(byte[] buffer, int offset) {
    return (int) INT.get(buffer, offset + PAYLOAD_LENGTH_OFFSET);
  }

  static long lsn(byte[] buffer, int offset) {
    return (long) LONG.get(buffer, offset + LSN_OFFSET);
  }

  static long durableLsn(byte[] buffer, int offset) {
    return (long) LONG.get(buffer, offset + DURABLE_LSN_OFFSET);
  }

  static long epoch(byte[] buffer, int offset) {
    return (long) LONG.get(buffer, offset + EPOCH_OFFSET);
  }

  static int previousCrc(byte[] buffer, int offset) {
    return (int) INT.get(buffer, offset + PREVIOUS_CRC_OFFSET);
  }

  static int payloadCrc(byte[] buffer, int offset) {
    return (int) INT.get(buffer, offset + PAYLOAD_CRC_OFFSET);
  }

  static int headerCrc(byte[] buffer, int offset) {
    return (int) INT.get(buffer, offset + HEADER_CRC_OFFSET);
  }

  static int crcOf(CRC32C crc, byte[] bytes, int offset, int length) {
    crc.reset();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
