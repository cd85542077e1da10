package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.limit.FormatLimits;
import java.util.Arrays;
import java.util.List;

/**
 * Strings in UTF-8.
 *
 * <pre>
 *   64   lengths: a block of {@code count} longs   the strings back to back
 *   65   lengths: a block of {@code count} longs   compressed bytes: varint   a zstd frame of the strings back to back
 * </pre>
 *
 * <p>A block holds at most {@link FormatLimits#BLOCK_TEXT_BYTES}, so that a damaged length can't
 * ask for more memory than that.
 */
final class TextEncoding {
  static final int RAW_CODE = 64;
  static final int ZSTD_CODE = 65;

  static final List<EncodingRow> ROWS =
      List.of(
          new EncodingRow(RAW_CODE, EncodingRow.TEXT, "raw"),
          new EncodingRow(ZSTD_CODE, EncodingRow.TEXT, "zstd"));

  /** A frame of less would save no more than its own header takes. */
  private static final int MIN_BYTES_TO_COMPRESS = 128;

  private static final int FAST_LEVEL = 1;
  private static final int THOROUGH_LEVEL = 6;

  private TextEncoding() {}

  static void write(
      byte[] utf8,
      int[] ends,
      int from,
      int count,
      Effort effort,
      ByteSink out,
      Scratch scratch,
      ZstdText zstd) {
    int start = from == 0 ? 0 : ends[from - 1];
    int length = ends[from + count - 1] - start;
    if (length > FormatLimits.BLOCK_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "a block of text of "
              + length
              + " bytes is larger than "
              + FormatLimits.BLOCK_TEXT_BYTES
              + " bytes");
    }
    long[] lengths = scratch.values;
    int previous = start;
    for (int i = 0; i < count; i++) {
      lengths[i] = (long) ends[from + i] - previous;
      previous = ends[from + i];
    }
    int codeAt = out.size();
    out.putByte(RAW_CODE);
    LongEncodings.write(lengths, 0, count, effort, out, scratch);
    if (length >= MIN_BYTES_TO_COMPRESS) {
      int bytesAt = out.size();
      out.putVarInt(length); // space for the size of the frame, which is smaller
      int sizeBytes = out.size() - bytesAt;
      int level = effort == Effort.FAST ? FAST_LEVEL : THOROUGH_LEVEL;
      int compressed = zstd.compress(utf8, start, length, level, out);
      if (compressed + sizeBytes < length - length * 15L / 100) {
        finishCompressed(out, codeAt, bytesAt, sizeBytes, compressed);
        return;
      }
      out.setSize(bytesAt);
    }
    out.putBytes(utf8, start, length);
  }

  /**
   * Puts the size before the frame, and moves the frame if the size takes fewer bytes than were
   * reserved.
   */
  private static void finishCompressed(
      ByteSink out, int codeAt, int bytesAt, int reserved, int compressed) {
    out.array()[codeAt] = (byte) ZSTD_CODE;
    out.setSize(bytesAt);
    out.putVarInt(compressed);
    System.arraycopy(out.array(), bytesAt + reserved, out.array(), out.size(), compressed);
    out.setSize(out.size() + compressed);
  }

  static void read(ByteSource in, int count, TextBlock into, Scratch scratch, ZstdText zstd) {
    int code = in.readByte();
    if (code != RAW_CODE && code != ZSTD_CODE) {
      throw EncodingRow.unknown(code, EncodingRow.TEXT);
    }
    LongEncodings.read(in, count, scratch.values, 0, scratch);
    int length = readEnds(scratch.values, count, into);
    if (code == RAW_CODE) {
      int from = in.skip(length);
      makeRoom(into, length);
      System.arraycopy(in.array(), from, into.utf8, 0, length);
    } else {
      int compressed = in.readVarInt();
      int from = in.skip(compressed);
      makeRoom(into, length);
      zstd.decompress(in.array(), from, compressed, into.utf8, length);
    }
    into.count = count;
  }

  private static int readEnds(long[] lengths, int count, TextBlock into) {
    if (into.ends.length < count) {
      into.ends = new int[Math.max(count, Math.min(FormatLimits.BLOCK_ROWS, 2 * into.ends.length))];
    }
    long end = 0;
    for (int i = 0; i < count; i++) {
      long length = lengths[i];
      if (length < 0 || length > FormatLimits.BLOCK_TEXT_BYTES - end) {
        throw new CorruptDataException("string " + i + " of a block of text has length " + length);
      }
      end += length;
      into.ends[i] = (int) end;
    }
    return (int) end;
  }

  private static void makeRoom(TextBlock into, int length) {
    if (into.utf8.length < length) {
      into.utf8 =
          Arrays.copyOf(
              into.utf8,
              Math.max(length, Math.min(FormatLimits.BLOCK_TEXT_BYTES, 2 * into.utf8.length)));
    }
  }
}
