package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.kernel.LongProfile;

/** Chooses among the encodings of longs, and finds the one a block was written with. */
final class LongEncodings {
  /**
   * What the log pays in size, as a part of it, before differences or runs are preferred to a plain
   * frame.
   */
  private static final int FAST_GAIN_SHIFT = 3;

  private LongEncodings() {}

  /** The encoding that was chosen and the bytes it takes at most. */
  record Choice(int code, int bytes) {}

  static void write(
      long[] values, int offset, int count, Effort effort, ByteSink out, Scratch scratch) {
    LongProfile profile = scratch.profile;
    scratch.kernels.profile(values, offset, count, profile);
    int code =
        effort == Effort.FAST
            ? chooseFast(values[offset], count, profile)
            : choose(values, offset, count, scratch).code;
    write(code, values, offset, count, out, scratch);
  }

  /**
   * From the profile alone: a frame of reference unless differences or runs are clearly smaller.
   */
  private static int chooseFast(long first, int count, LongProfile profile) {
    if (profile.min() == profile.max()) {
      return EncodingCode.CONSTANT;
    }
    int code = EncodingCode.RAW;
    int best = RawEncoding.bytes(count);
    if (profile.width() <= BitPacking.MAX_WIDTH) {
      int bytes = FrameOfReferenceEncoding.bytes(profile, count);
      if (bytes < best) {
        code = EncodingCode.FRAME_OF_REFERENCE;
        best = bytes - (bytes >> FAST_GAIN_SHIFT);
      }
    }
    if (profile.deltaWidth() <= BitPacking.MAX_WIDTH) {
      int bytes = DeltaEncoding.bytes(first, profile, count);
      if (bytes < best) {
        code = EncodingCode.DELTA;
        best = bytes;
      }
    }
    return RunLengthEncoding.bytes(profile, count) < best ? EncodingCode.RUN_LENGTH : code;
  }

  /**
   * The smallest of all; of equals the one that is decoded faster. Fills both profiles of the
   * scratch.
   */
  static Choice choose(long[] values, int offset, int count, Scratch scratch) {
    LongProfile profile = scratch.profile;
    scratch.kernels.profile(values, offset, count, profile);
    if (profile.min() == profile.max()) {
      return new Choice(EncodingCode.CONSTANT, ConstantEncoding.longBytes(profile.min()));
    }
    int code = EncodingCode.RAW;
    int best = RawEncoding.bytes(count);
    if (profile.width() <= BitPacking.MAX_WIDTH) {
      int bytes = FrameOfReferenceEncoding.bytes(profile, count);
      if (bytes < best) {
        code = EncodingCode.FRAME_OF_REFERENCE;
        best = bytes;
      }
    }
    int runBytes = RunLengthEncoding.bytes(profile, count);
    if (runBytes < best) {
      code = EncodingCode.RUN_LENGTH;
      best = runBytes;
    }
    if (profile.deltaWidth() <= BitPacking.MAX_WIDTH) {
      int bytes = DeltaEncoding.bytes(values[offset], profile, count);
      if (bytes < best) {
        code = EncodingCode.DELTA;
        best = bytes;
      }
    }
    if (count >= DeltaOfDeltaEncoding.MIN_ROWS) {
      scratch.kernels.deltas(values, offset, count, scratch.deltas);
      scratch.kernels.profile(scratch.deltas, 0, count - 1, scratch.nested);
      if (scratch.nested.deltaWidth() <= BitPacking.MAX_WIDTH) {
        int bytes =
            DeltaOfDeltaEncoding.bytes(values[offset], scratch.deltas[0], scratch.nested, count);
        if (bytes < best) {
          code = EncodingCode.DELTA_OF_DELTA;
          best = bytes;
        }
      }
    }
    return new Choice(code, best);
  }

  /**
   * Writes with the encoding chosen for these very values; the profiles of the scratch must still
   * be theirs.
   */
  static void write(int code, long[] values, int offset, int count, ByteSink out, Scratch scratch) {
    LongProfile profile = scratch.profile;
    switch (code) {
      case EncodingCode.CONSTANT -> ConstantEncoding.writeLong(values[offset], out);
      case EncodingCode.RUN_LENGTH -> RunLengthEncoding.write(values, offset, count, out, scratch);
      case EncodingCode.FRAME_OF_REFERENCE ->
          FrameOfReferenceEncoding.write(values, offset, count, profile, out, scratch);
      case EncodingCode.DELTA -> DeltaEncoding.write(values, offset, count, profile, out, scratch);
      case EncodingCode.DELTA_OF_DELTA ->
          DeltaOfDeltaEncoding.write(values, offset, count, scratch.nested, out, scratch);
      case EncodingCode.RAW -> RawEncoding.write(values, offset, count, out);
      default -> throw new IllegalArgumentException("no encoding of longs: " + code);
    }
  }

  /**
   * Writes an inner block, from index 0, that holds no block itself. Uses the nested profile of the
   * scratch.
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
    } else if (profile.width() <= BitPacking.MAX_WIDTH
        && FrameOfReferenceEncoding.bytes(profile, count) < RawEncoding.bytes(count)) {
      FrameOfReferenceEncoding.write(values, 0, count, profile, out, scratch);
    } else {
      RawEncoding.write(values, 0, count, out);
    }
  }

  static void readLeaf(ByteSource in, int count, long[] into, Scratch scratch) {
    int code = in.readByte();
    switch (code) {
      case EncodingCode.CONSTANT -> ConstantEncoding.readLongs(in, count, into, 0);
      case EncodingCode.FRAME_OF_REFERENCE ->
          FrameOfReferenceEncoding.read(in, count, into, 0, scratch);
      case EncodingCode.RAW -> RawEncoding.read(in, count, into, 0);
      default -> throw EncodingCode.unknown(code, "values or lengths of runs");
    }
  }

  /** Reads a block of any encoding of longs, whatever may follow it. */
  static void read(ByteSource in, int count, long[] into, int offset, Scratch scratch) {
    int code = in.readByte();
    switch (code) {
      case EncodingCode.CONSTANT -> ConstantEncoding.readLongs(in, count, into, offset);
      case EncodingCode.RUN_LENGTH -> RunLengthEncoding.read(in, count, into, offset, scratch);
      case EncodingCode.FRAME_OF_REFERENCE ->
          FrameOfReferenceEncoding.read(in, count, into, offset, scratch);
      case EncodingCode.DELTA -> DeltaEncoding.read(in, count, into, offset, scratch);
      case EncodingCode.DELTA_OF_DELTA ->
          DeltaOfDeltaEncoding.read(in, count, into, offset, scratch);
      case EncodingCode.RAW -> RawEncoding.read(in, count, into, offset);
      default -> throw EncodingCode.unknown(code, "longs");
    }
  }
}
