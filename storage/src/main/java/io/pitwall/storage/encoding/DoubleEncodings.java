package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.kernel.LongProfile;

/** Chooses among the rows of {@link DoubleEncoding} and writes the block. */
final class DoubleEncodings {
  private static final int FAST_SAMPLE = 24;
  private static final int THOROUGH_SAMPLE = 128;

  /** After a block without decimals, the log tries them again in one of this many blocks. */
  private static final int BLOCKS_BETWEEN_TRIALS = 8;

  private DoubleEncodings() {}

  static void writeFast(
      double[] values, int offset, int count, EncodingHint hint, ByteSink out, Scratch scratch) {
    if (ConstantEncoding.applies(values, offset, count)) {
      ConstantEncoding.writeDouble(values[offset], out);
      return;
    }
    if (hint.exponent == DecimalExponent.NONE && hint.failures % BLOCKS_BETWEEN_TRIALS != 0) {
      hint.failures++;
      DoubleBitsEncoding.writeRaw(values, offset, count, out, scratch);
      return;
    }
    boolean guessed = false;
    if (hint.exponent == DecimalExponent.NONE
        || DecimalExponent.tooLarge(values, offset, count, hint.exponent)) {
      hint.exponent = DecimalExponent.guess(values, offset, count, FAST_SAMPLE);
      guessed = true;
    }
    if (tryDecimal(
        values,
        offset,
        count,
        hint.exponent,
        guessed ? Integer.MAX_VALUE : count / 16,
        out,
        scratch)) {
      hint.failures = 0;
      return;
    }
    if (!guessed) {
      hint.exponent = DecimalExponent.guess(values, offset, count, FAST_SAMPLE);
      if (tryDecimal(values, offset, count, hint.exponent, Integer.MAX_VALUE, out, scratch)) {
        hint.failures = 0;
        return;
      }
    }
    hint.exponent = DecimalExponent.NONE;
    hint.failures++;
    DoubleBitsEncoding.writeRaw(values, offset, count, out, scratch);
  }

  /** Writes the block as decimals unless exceptions are too many or raw bits are as small. */
  private static boolean tryDecimal(
      double[] values,
      int offset,
      int count,
      int exponent,
      int maxExceptions,
      ByteSink out,
      Scratch scratch) {
    if (exponent == DecimalExponent.NONE) {
      return false;
    }
    LongProfile range = scratch.profile;
    int exceptions =
        scratch.kernels.encodeDecimals(
            values, offset, count, exponent, scratch.values, scratch.exceptions, range);
    if (exceptions > maxExceptions
        || FrameOfReferenceEncoding.bytes(range, count) + DecimalEncoding.overheadBytes(exceptions)
            >= RawEncoding.bytes(count) + 1) {
      return false;
    }
    DecimalEncoding.writeFast(values, offset, count, exponent, exceptions, range, out, scratch);
    return true;
  }

  static void writeThorough(double[] values, int offset, int count, ByteSink out, Scratch scratch) {
    if (ConstantEncoding.applies(values, offset, count)) {
      ConstantEncoding.writeDouble(values[offset], out);
      return;
    }
    long[] longs = scratch.values;
    DoubleBitsEncoding.bits(values, offset, count, longs);
    LongEncodings.Choice bits = LongEncodings.choose(longs, 0, count, scratch);
    int exponent = DecimalExponent.guess(values, offset, count, THOROUGH_SAMPLE);
    if (exponent != DecimalExponent.NONE) {
      int exceptions =
          scratch.kernels.encodeDecimals(
              values, offset, count, exponent, longs, scratch.exceptions, scratch.profile);
      LongEncodings.Choice decimals = LongEncodings.choose(longs, 0, count, scratch);
      if (decimals.bytes() + DecimalEncoding.overheadBytes(exceptions) <= bits.bytes() + 1) {
        DecimalEncoding.writeHeader(exponent, out);
        decimals.write(longs, 0, count, out, scratch);
        DecimalEncoding.writeExceptions(values, offset, count, scratch.exceptions, exceptions, out);
        return;
      }
      DoubleBitsEncoding.bits(values, offset, count, longs);
      bits = LongEncodings.choose(longs, 0, count, scratch);
    }
    out.putByte(DoubleBitsEncoding.CODE);
    bits.write(longs, 0, count, out, scratch);
  }
}
