package io.pitwall.storage.encoding;

import io.pitwall.storage.column.Presence;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import java.util.List;

/**
 * Which rows of a block have a value: one bit per row, 1 for present.
 *
 * <pre>
 *   96   1 byte: 1 all present, 0 all null
 *   97   first bit: 1 byte   runs: varint, 1 to count   per run: length - 1, varint
 *        (neighbouring runs differ)
 *   98   (count + 7) / 8 bytes; bit b is bit b % 8 of byte b / 8, the bits left over are 0
 * </pre>
 */
final class PresenceEncoding {
  static final int CONSTANT_CODE = 96;
  private static final int RUNS_CODE = 97;
  private static final int BITS_CODE = 98;

  static final List<EncodingRow> ROWS =
      List.of(
          new EncodingRow(CONSTANT_CODE, EncodingRow.PRESENCE, "constant"),
          new EncodingRow(RUNS_CODE, EncodingRow.PRESENCE, "runs"),
          new EncodingRow(BITS_CODE, EncodingRow.PRESENCE, "bits"));

  private PresenceEncoding() {}

  static void write(long[] bits, int bitOffset, int count, ByteSink out) {
    int start = out.size();
    int first = bit(bits, bitOffset);
    int rawBytes = 1 + (count + 7) / 8;
    out.putByte(RUNS_CODE);
    out.putByte(first);
    int runs = 0;
    int lengthsAt = out.size();
    int row = 0;
    int value = first;
    while (row < count && out.size() - start < rawBytes) {
      int end = runEnd(bits, bitOffset, row, count, value);
      out.putVarInt(end - row - 1);
      row = end;
      value ^= 1;
      runs++;
    }
    if (row == count && runs == 1) {
      out.setSize(start);
      out.putByte(CONSTANT_CODE);
      out.putByte(first);
    } else if (row == count && out.size() - start + varIntBytes(runs) < rawBytes) {
      insertVarInt(out, lengthsAt, runs);
    } else {
      out.setSize(start);
      writeBits(bits, bitOffset, count, out);
    }
  }

  private static int varIntBytes(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  private static void insertVarInt(ByteSink out, int at, int value) {
    int bytes = varIntBytes(value);
    int end = out.size();
    out.ensure(bytes);
    System.arraycopy(out.array(), at, out.array(), at + bytes, end - at);
    out.setSize(at);
    out.putVarInt(value);
    out.setSize(end + bytes);
  }

  private static int bit(long[] bits, int at) {
    return (int) (bits[at >> 6] >>> at) & 1;
  }

  /** The first row from {@code row} on whose bit is not {@code value}, or {@code count}. */
  private static int runEnd(long[] bits, int bitOffset, int row, int count, int value) {
    int at = bitOffset + row;
    int end = bitOffset + count;
    while (at < end) {
      long differing = (value == 1 ? ~bits[at >> 6] : bits[at >> 6]) >>> at;
      if (differing != 0) {
        return Math.min(end, at + Long.numberOfTrailingZeros(differing)) - bitOffset;
      }
      at = (at | 63) + 1;
    }
    return count;
  }

  private static void writeBits(long[] bits, int bitOffset, int count, ByteSink out) {
    out.putByte(BITS_CODE);
    for (int row = 0; row < count; row += 8) {
      int value = 0;
      for (int i = 0; i < Math.min(8, count - row); i++) {
        value |= bit(bits, bitOffset + row + i) << i;
      }
      out.putByte(value);
    }
  }

  static void read(ByteSource in, int count, long[] into, int bitOffset) {
    int code = in.readByte();
    switch (code) {
      case CONSTANT_CODE -> set(into, bitOffset, bitOffset + count, readBit(in));
      case RUNS_CODE -> readRuns(in, count, into, bitOffset);
      case BITS_CODE -> readBits(in, count, into, bitOffset);
      default -> throw EncodingRow.unknown(code, EncodingRow.PRESENCE);
    }
  }

  private static int readBit(ByteSource in) {
    int value = in.readByte();
    if (value > 1) {
      throw new CorruptDataException("presence bit " + value + ", must be 0 or 1");
    }
    return value;
  }

  private static void readRuns(ByteSource in, int count, long[] into, int bitOffset) {
    int value = readBit(in);
    int runs = in.readVarInt();
    if (runs < 1 || runs > count) {
      throw new CorruptDataException(
          Integer.toUnsignedString(runs) + " runs of presence in a block of " + count + " rows");
    }
    int row = 0;
    for (int run = 0; run < runs; run++) {
      int length = in.readVarInt();
      if (length < 0 || length >= count - row) {
        throw new CorruptDataException("the runs of presence don't add up to " + count + " rows");
      }
      set(into, bitOffset + row, bitOffset + row + length + 1, value);
      row += length + 1;
      value ^= 1;
    }
    if (row != count) {
      throw new CorruptDataException(
          "the runs of presence add up to " + row + " of " + count + " rows");
    }
  }

  private static void readBits(ByteSource in, int count, long[] into, int bitOffset) {
    for (int row = 0; row < count; row += 8) {
      int value = in.readByte();
      int rows = Math.min(8, count - row);
      if (value >>> rows != 0) {
        throw new CorruptDataException(
            "presence bits are set after the last of " + count + " rows");
      }
      for (int i = 0; i < rows; i++) {
        set(into, bitOffset + row + i, bitOffset + row + i + 1, value >>> i & 1);
      }
    }
  }

  private static void set(long[] bits, int from, int to, int value) {
    if (value == 1) {
      Presence.setRange(bits, from, to);
    } else {
      Presence.clearRange(bits, from, to);
    }
  }
}
