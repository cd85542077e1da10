package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.kernel.Kernels;
import io.pitwall.storage.limit.FormatLimits;
import java.util.Objects;

/**
 * Writes blocks of 1 to {@link FormatLimits#BLOCK_ROWS} values. Each method appends one
 * self-describing block to its sink: a byte that names the encoding, its parameters, the values.
 * Holds scratch arrays; owned by one thread.
 *
 * <p>All methods throw {@link IllegalArgumentException} for a count out of range and {@link
 * IndexOutOfBoundsException} for a range that does not lie within its array.
 */
public final class BlockEncoder {
  private final Effort effort;
  private final Scratch scratch;
  private final ZstdText zstd = new ZstdText();
  private final EncodingHint ownHint = new EncodingHint();

  /** An encoder with the kernels of this process. */
  public BlockEncoder(Effort effort) {
    this.effort = effort;
    scratch = new Scratch();
  }

  /** An encoder with given kernels; the blocks are the same with all. */
  public BlockEncoder(Effort effort, Kernels kernels) {
    this.effort = effort;
    scratch = new Scratch(kernels);
  }

  /** Longs, times, and booleans as 0 and 1. */
  public void encodeLongs(long[] values, int offset, int count, ByteSink out) {
    checkRange(offset, count, values.length);
    LongEncodings.write(values, offset, count, effort, out, scratch);
  }

  /** Doubles, kept to the bit: −0.0, the payloads of NaNs, infinities and subnormals too. */
  public void encodeDoubles(double[] values, int offset, int count, ByteSink out) {
    encodeDoubles(values, offset, count, out, ownHint);
  }

  /**
   * The same with a memory for the block's column, which makes {@link Effort#FAST} faster when the
   * blocks of several columns take turns.
   */
  public void encodeDoubles(
      double[] values, int offset, int count, ByteSink out, EncodingHint hint) {
    checkRange(offset, count, values.length);
    if (effort == Effort.FAST) {
      DoubleEncodings.writeFast(values, offset, count, hint, out, scratch);
    } else {
      DoubleEncodings.writeThorough(values, offset, count, out, scratch);
    }
  }

  /**
   * Codes of a dictionary; the blocks are those of longs.
   *
   * @param codes 0 or more each
   */
  public void encodeCodes(int[] codes, int offset, int count, ByteSink out) {
    checkRange(offset, count, codes.length);
    scratch.kernels.widen(codes, offset, count, scratch.values);
    LongEncodings.write(scratch.values, 0, count, effort, out, scratch);
  }

  /**
   * Strings that lie back to back in {@code utf8}: string {@code i} begins where string {@code i -
   * 1} ends, string 0 at 0.
   *
   * @param ends where each string ends
   * @param from the first string of the block
   * @throws IllegalArgumentException when the block's strings take more than {@link
   *     FormatLimits#BLOCK_TEXT_BYTES}
   */
  public void encodeText(byte[] utf8, int[] ends, int from, int count, ByteSink out) {
    checkRange(from, count, ends.length);
    TextEncoding.write(utf8, ends, from, count, effort, out, scratch, zstd);
  }

  /**
   * A null mask.
   *
   * @param bits bit {@code b} is bit {@code b % 64} of word {@code b / 64}; 1 means present
   * @param bitOffset the bit of the block's first row
   */
  public void encodePresence(long[] bits, int bitOffset, int count, ByteSink out) {
    checkRange(bitOffset, count, bits.length * Long.SIZE);
    PresenceEncoding.write(bits, bitOffset, count, out);
  }

  private static void checkRange(int offset, int count, int length) {
    if (count < 1 || count > FormatLimits.BLOCK_ROWS) {
      throw new IllegalArgumentException(
          "a block of " + count + " rows; it must have 1 to " + FormatLimits.BLOCK_ROWS);
    }
    Objects.checkFromIndexSize(offset, count, length);
  }
}
