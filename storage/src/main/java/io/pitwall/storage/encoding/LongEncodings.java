package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.kernel.LongProfile;
import org.jspecify.annotations.Nullable;

/** Chooses among the rows of {@link LongEncoding}, and finds the one a block was written with. */
final class LongEncodings {
  /**
   * The log prefers differences or runs to a plain frame only if they are smaller than the frame by
   * more than this: the size shifted right by it.
   */
  private static final int FAST_GAIN_SHIFT = 3;

  /** What the log considers instead of raw longs: the profile alone says how large they are. */
  private static final LongEncoding[] FAST = {
    LongEncoding.FRAME_OF_REFERENCE, LongEncoding.DELTA, LongEncoding.RUN_LENGTH
  };

  private static final LongEncoding[] ALL = LongEncoding.values();

  private LongEncodings() {}

  /** The encoding that was chosen and the bytes it takes at most. */
  record Choice(LongEncoding encoding, int bytes) {
    /**
     * Writes the values that the choice was made for; the profiles of the scratch must still be
     * theirs.
     */
    void write(long[] values, int offset, int count, ByteSink out, Scratch scratch) {
      encoding.write(values, offset, count, out, scratch);
    }
  }

  static void write(
      long[] values, int offset, int count, Effort effort, ByteSink out, Scratch scratch) {
    LongEncoding encoding =
        switch (effort) {
          case FAST -> chooseFast(values, offset, count, scratch);
          case THOROUGH -> choose(values, offset, count, scratch).encoding;
        };
    encoding.write(values, offset, count, out, scratch);
  }

  /**
   * From the profile alone: a frame of reference unless differences or runs are clearly smaller.
   */
  private static LongEncoding chooseFast(long[] values, int offset, int count, Scratch scratch) {
    if (profileIsConstant(values, offset, count, scratch)) {
      return LongEncoding.CONSTANT;
    }
    LongEncoding best = LongEncoding.RAW;
    int bestBytes = best.bytes(values, offset, count, scratch);
    for (LongEncoding candidate : FAST) {
      int bytes = candidate.bytes(values, offset, count, scratch);
      if (bytes < bestBytes) {
        best = candidate;
        boolean isFrame = candidate == LongEncoding.FRAME_OF_REFERENCE;
        bestBytes = isFrame ? bytes - (bytes >> FAST_GAIN_SHIFT) : bytes;
      }
    }
    return best;
  }

  /**
   * The smallest of all; of equals the one that is decoded faster. Fills both profiles of the
   * scratch.
   */
  static Choice choose(long[] values, int offset, int count, Scratch scratch) {
    if (profileIsConstant(values, offset, count, scratch)) {
      int bytes = LongEncoding.CONSTANT.bytes(values, offset, count, scratch);
      return new Choice(LongEncoding.CONSTANT, bytes);
    }
    LongEncoding best = LongEncoding.RAW;
    int bestBytes = LongEncoding.NOT_POSSIBLE;
    for (LongEncoding candidate : ALL) {
      int bytes = candidate.bytes(values, offset, count, scratch);
      if (bytes < bestBytes) {
        best = candidate;
        bestBytes = bytes;
      }
    }
    return new Choice(best, bestBytes);
  }

  /**
   * Takes the profile of the values. Equal values are always a constant block, whatever its size,
   * because readers use such a block without decoding it.
   */
  private static boolean profileIsConstant(long[] values, int offset, int count, Scratch scratch) {
    scratch.kernels.profile(values, offset, count, scratch.profile);
    return scratch.profile.min() == scratch.profile.max();
  }

  /**
   * Writes an inner block, from index 0, that contains no block itself. Uses the nested profile of
   * the scratch.
   */
  static void writeLeaf(long[] values, int count, ByteSink out, Scratch scratch) {
    LongProfile profile = scratch.nested;
    scratch.kernels.profile(values, 0, count, profile);
    writeFrame(values, count, profile, out, scratch);
  }

  /** Constant, frame of reference or raw, as the range says. */
  static void writeFrame(
      long[] values, int count, LongProfile profile, ByteSink out, Scratch scratch) {
    if (profile.min() == profile.max()) {
      ConstantEncoding.writeLong(profile.min(), out);
    } else if (FrameOfReferenceEncoding.bytes(profile, count) < RawEncoding.bytes(count)) {
      FrameOfReferenceEncoding.write(values, 0, count, profile, out, scratch);
    } else {
      RawEncoding.write(values, 0, count, out);
    }
  }

  /** Reads an inner block that contains no block itself. */
  static void readLeaf(ByteSource in, int count, long[] into, Scratch scratch) {
    int code = in.readByte();
    @Nullable LongEncoding encoding = LongEncoding.ofCode(code);
    if (encoding == null || !encoding.isLeaf()) {
      throw EncodingRow.unknown(code, "values or lengths of runs");
    }
    encoding.read(in, count, into, 0, scratch);
  }

  /** Reads a block of any encoding of longs, whatever may follow it. */
  static void read(ByteSource in, int count, long[] into, int offset, Scratch scratch) {
    int code = in.readByte();
    @Nullable LongEncoding encoding = LongEncoding.ofCode(code);
    if (encoding == null) {
      throw EncodingRow.unknown(code, EncodingRow.LONGS);
    }
    encoding.read(in, count, into, offset, scratch);
  }
}
