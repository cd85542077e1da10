package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.kernel.Kernels;
import io.pitwall.storage.kernel.LongProfile;

/**
 * Doubles that came from decimal text, as {@code mantissa / 10^exponent} with one exponent for the
 * block.
 *
 * <pre>
 *   33   exponent: 1 byte, 0 to 18
 *        mantissas: a block of {@code count} longs
 *        exceptions: varint, 0 to count
 *        per exception: row, 2 bytes, ascending
 *        per exception: raw bits, 8 bytes
 * </pre>
 *
 * <p>Every mantissa was checked to give back the very bits of its double by one correctly rounded
 * division; the others, −0.0 and NaNs among them, are exceptions. The idea is that of ALP
 * (Afroozeh, Kuffo and Boncz, SIGMOD 2024); dividing instead of multiplying by an inverse makes a
 * second factor unnecessary.
 */
final class DecimalEncoding {
  static final int CODE = 33;

  static final int EXCEPTION_BYTES = Short.BYTES + Long.BYTES;

  private DecimalEncoding() {}

  /** Bytes beside the block of mantissas, at most. */
  static int overheadBytes(int exceptions) {
    return 4 + exceptions * EXCEPTION_BYTES;
  }

  /** Begins a block; the block of mantissas and {@link #writeExceptions} must follow. */
  static void writeHeader(int exponent, ByteSink out) {
    out.putByte(CODE);
    out.putByte(exponent);
  }

  static void writeExceptions(
      double[] values, int offset, int count, long[] exceptions, int exceptionCount, ByteSink out) {
    out.putVarInt(exceptionCount);
    if (exceptionCount == 0) {
      return;
    }
    int words = (count + 63) / 64;
    for (int word = 0; word < words; word++) {
      for (long bits = exceptions[word]; bits != 0; bits &= bits - 1) {
        out.putShort(word * 64 + Long.numberOfTrailingZeros(bits));
      }
    }
    for (int word = 0; word < words; word++) {
      for (long bits = exceptions[word]; bits != 0; bits &= bits - 1) {
        out.putLong(
            Double.doubleToRawLongBits(
                values[offset + word * 64 + Long.numberOfTrailingZeros(bits)]));
      }
    }
  }

  /** Mantissas as a frame of reference; the profile holds their range. */
  static void writeFast(
      double[] values,
      int offset,
      int count,
      int exponent,
      int exceptions,
      LongProfile range,
      ByteSink out,
      Scratch scratch) {
    writeHeader(exponent, out);
    LongEncodings.writeFrame(scratch.values, count, range, out, scratch);
    writeExceptions(values, offset, count, scratch.exceptions, exceptions, out);
  }

  static void read(ByteSource in, int count, double[] into, int offset, Scratch scratch) {
    int exponent = in.readByte();
    if (exponent > Kernels.MAX_EXPONENT) {
      throw new CorruptDataException(
          "decimal exponent " + exponent + " is more than " + Kernels.MAX_EXPONENT);
    }
    LongEncodings.read(in, count, scratch.values, 0, scratch);
    scratch.kernels.decodeDecimals(scratch.values, exponent, into, offset, count);
    int exceptions = in.readVarInt();
    if (exceptions < 0 || exceptions > count) {
      throw new CorruptDataException(
          Integer.toUnsignedString(exceptions) + " exceptions in a block of " + count + " rows");
    }
    readExceptions(in, exceptions, count, into, offset, scratch.values);
  }

  private static void readExceptions(
      ByteSource in, int exceptions, int count, double[] into, int offset, long[] rows) {
    int previous = -1;
    for (int i = 0; i < exceptions; i++) {
      int row = in.readShort();
      if (row <= previous || row >= count) {
        throw new CorruptDataException(
            "exception at row " + row + " after row " + previous + " of " + count);
      }
      rows[i] = row;
      previous = row;
    }
    for (int i = 0; i < exceptions; i++) {
      into[offset + (int) rows[i]] = Double.longBitsToDouble(in.readLong());
    }
  }
}
