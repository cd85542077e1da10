package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.kernel.Kernels;
import java.util.Arrays;

/**
 * Bit-packed words of {@code count} values of {@code width} bits, without a header.
 *
 * <p>From {@value #INTERLEAVED_FROM} values on the layout is the interleaved one of {@link
 * io.pitwall.storage.kernel}, whole rows of 16 words. Shorter blocks, where its last words would be
 * mostly empty, are one plain run of bits:
 *
 * <pre>
 *   value 0 in bits 0 … width-1, value 1 in bits width … 2·width-1, …; bit b is bit b % 8 of byte b / 8
 *   (count · width + 7) / 8 bytes, the bits left over are 0
 * </pre>
 *
 * <p>Width 0 takes no bytes at all; width 64 is left to {@link RawEncoding}.
 */
final class BitPacking {
  static final int INTERLEAVED_FROM = 256;
  static final int MAX_WIDTH = 63;

  private BitPacking() {}

  static int packedBytes(int count, int width) {
    if (count >= INTERLEAVED_FROM) {
      return Kernels.packedWords(count, width) * Long.BYTES;
    }
    return (count * width + 7) / 8;
  }

  static void write(
      long[] values, int offset, int count, long base, int width, ByteSink out, Scratch scratch) {
    if (width == 0) {
      return;
    }
    if (count >= INTERLEAVED_FROM) {
      scratch.kernels.pack(values, offset, count, base, width, scratch.words);
      out.putLongs(scratch.words, Kernels.packedWords(count, width));
      return;
    }
    int words = packPlain(values, offset, count, base, width, scratch.words);
    int size = out.size();
    out.putLongs(scratch.words, words);
    out.setSize(size + packedBytes(count, width));
  }

  private static int packPlain(
      long[] values, int offset, int count, long base, int width, long[] words) {
    long word = 0;
    int shift = 0;
    int out = 0;
    for (int i = offset; i < offset + count; i++) {
      long value = values[i] - base;
      word |= value << shift;
      shift += width;
      if (shift >= 64) {
        words[out++] = word;
        shift -= 64;
        word = shift == 0 ? 0 : value >>> (width - shift);
      }
    }
    if (shift > 0) {
      words[out++] = word;
    }
    return out;
  }

  /**
   * @throws CorruptDataException if there is no such width, or the words are missing
   */
  static void read(
      ByteSource in, int count, int width, long base, long[] into, int offset, Scratch scratch) {
    if (width > MAX_WIDTH) {
      throw new CorruptDataException(
          "bit width " + width + " before byte " + in.position() + " is more than 63");
    }
    if (width == 0) {
      Arrays.fill(into, offset, offset + count, base);
    } else if (count >= INTERLEAVED_FROM) {
      in.readLongs(scratch.words, Kernels.packedWords(count, width));
      scratch.kernels.unpack(scratch.words, width, base, into, offset, count);
    } else {
      in.readPaddedLongs(scratch.words, packedBytes(count, width));
      unpackPlain(scratch.words, width, base, into, offset, count);
    }
  }

  private static void unpackPlain(
      long[] words, int width, long base, long[] into, int offset, int count) {
    long mask = (1L << width) - 1;
    long word = words[0];
    int next = 1;
    int shift = 0;
    for (int i = offset; i < offset + count; i++) {
      long value = word >>> shift;
      shift += width;
      if (shift >= 64) {
        shift -= 64;
        word = words[next++];
        value |= word << (width - shift);
      }
      into[i] = (value & mask) + base;
    }
  }
}
