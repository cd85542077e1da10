package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import org.jspecify.annotations.Nullable;

/**
 * The encodings of longs, one row each; those that are decoded faster come first. A new encoding is
 * a class and a row here; the chooser and the reader need no change.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum LongEncoding {
  CONSTANT(
      ConstantEncoding.LONG_CODE,
      "constant",
      true,
      ConstantEncoding::longBytes,
      ConstantEncoding::writeLongs,
      ConstantEncoding::readLongs),
  RAW(RawEncoding.CODE, "raw", true, RawEncoding::bytes, RawEncoding::write, RawEncoding::read),
  FRAME_OF_REFERENCE(
      FrameOfReferenceEncoding.CODE,
      "frame of reference",
      true,
      FrameOfReferenceEncoding::bytes,
      FrameOfReferenceEncoding::write,
      FrameOfReferenceEncoding::read),
  RUN_LENGTH(
      RunLengthEncoding.CODE,
      "run-length",
      false,
      RunLengthEncoding::bytes,
      RunLengthEncoding::write,
      RunLengthEncoding::read),
  DELTA(
      DeltaEncoding.CODE,
      "delta",
      false,
      DeltaEncoding::bytes,
      DeltaEncoding::write,
      DeltaEncoding::read),
  DELTA_OF_DELTA(
      DeltaOfDeltaEncoding.CODE,
      "delta of delta",
      false,
      DeltaOfDeltaEncoding::bytes,
      DeltaOfDeltaEncoding::write,
      DeltaOfDeltaEncoding::read);

  /**
   * The size of an encoding that can't hold the values: more than any block, and safe to add to.
   */
  static final int NOT_POSSIBLE = Integer.MAX_VALUE / 2;

  /** Says how large a block would be; {@code scratch.profile} is that of the values. */
  @FunctionalInterface
  private interface Size {
    int bytes(long[] values, int offset, int count, Scratch scratch);
  }

  @FunctionalInterface
  private interface Writer {
    void write(long[] values, int offset, int count, ByteSink out, Scratch scratch);
  }

  @FunctionalInterface
  private interface Reader {
    void read(ByteSource in, int count, long[] into, int offset, Scratch scratch);
  }

  private static final @Nullable LongEncoding[] BY_CODE = new @Nullable LongEncoding[256];

  static {
    for (LongEncoding encoding : values()) {
      BY_CODE[encoding.row.code()] = encoding;
    }
  }

  private final EncodingRow row;
  private final boolean leaf;
  private final Size size;
  private final Writer writer;
  private final Reader reader;

  LongEncoding(int code, String name, boolean leaf, Size size, Writer writer, Reader reader) {
    this.row = new EncodingRow(code, EncodingRow.LONGS, name);
    this.leaf = leaf;
    this.size = size;
    this.writer = writer;
    this.reader = reader;
  }

  EncodingRow row() {
    return row;
  }

  /** Whether a block of it contains no other block. */
  boolean isLeaf() {
    return leaf;
  }

  /**
   * Bytes of a block, at most; {@link #NOT_POSSIBLE} if the encoding can't hold the values.
   *
   * @param scratch its profile is that of the values
   */
  int bytes(long[] values, int offset, int count, Scratch scratch) {
    return size.bytes(values, offset, count, scratch);
  }

  /**
   * Writes a block, its code included.
   *
   * @param scratch its profile is that of the values; {@link Scratch} says what else is free to use
   */
  void write(long[] values, int offset, int count, ByteSink out, Scratch scratch) {
    writer.write(values, offset, count, out, scratch);
  }

  /** Reads a block after its code. */
  void read(ByteSource in, int count, long[] into, int offset, Scratch scratch) {
    reader.read(in, count, into, offset, scratch);
  }

  /**
   * The encoding of a code.
   *
   * @return null if no encoding of longs has it
   */
  static @Nullable LongEncoding ofCode(int code) {
    return BY_CODE[code];
  }
}
