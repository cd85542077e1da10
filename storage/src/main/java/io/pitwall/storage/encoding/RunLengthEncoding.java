package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.kernel.LongProfile;

/**
 * Runs of equal values.
 *
 * <pre>
 *   2   runs: varint, 1 to count
 *       values: a block of {@code runs} longs   lengths - 1: a block of {@code runs} longs
 * </pre>
 *
 * <p>The two inner blocks are constant, frame of reference or raw.
 */
final class RunLengthEncoding {
  static final int CODE = 2;

  private RunLengthEncoding() {}

  /**
   * An upper bound: the inner blocks as frames of reference, the longest run as long as it can be.
   */
  static int bytes(long[] values, int offset, int count, Scratch scratch) {
    LongProfile profile = scratch.profile;
    int runs = profile.runs();
    int lengthWidth = 32 - Integer.numberOfLeadingZeros(count - runs);
    return 7
        + Math.min(
            runs * Long.BYTES,
            ByteSink.signedVarLongBytes(profile.min())
                + BitPacking.packedBytes(runs, profile.width()))
        + BitPacking.packedBytes(runs, lengthWidth);
  }

  static void write(long[] values, int offset, int count, ByteSink out, Scratch scratch) {
    long[] runValues = scratch.runValues;
    long[] runLengths = scratch.runLengths;
    int runs = 0;
    int start = offset;
    for (int i = offset + 1; i <= offset + count; i++) {
      if (i == offset + count || values[i] != values[start]) {
        runValues[runs] = values[start];
        runLengths[runs] = (long) i - start - 1;
        runs++;
        start = i;
      }
    }
    out.putByte(CODE);
    out.putVarInt(runs);
    LongEncodings.writeLeaf(runValues, runs, out, scratch);
    LongEncodings.writeLeaf(runLengths, runs, out, scratch);
  }

  static void read(ByteSource in, int count, long[] into, int offset, Scratch scratch) {
    int runs = in.readVarInt();
    if (runs < 1 || runs > count) {
      throw new CorruptDataException(
          Integer.toUnsignedString(runs) + " runs in a block of " + count + " rows");
    }
    LongEncodings.readLeaf(in, runs, scratch.runValues, scratch);
    LongEncodings.readLeaf(in, runs, scratch.runLengths, scratch);
    int at = 0;
    for (int run = 0; run < runs; run++) {
      long length = scratch.runLengths[run];
      if (length < 0 || length >= count - at) {
        throw new CorruptDataException(
            "the runs of a block don't add up to its " + count + " rows");
      }
      int end = at + (int) length + 1;
      fill(into, offset + at, offset + end, scratch.runValues[run]);
      at = end;
    }
    if (at != count) {
      throw new CorruptDataException(
          "the runs of a block add up to " + at + " of its " + count + " rows");
    }
  }

  private static void fill(long[] into, int from, int to, long value) {
    for (int i = from; i < to; i++) {
      into[i] = value;
    }
  }
}
