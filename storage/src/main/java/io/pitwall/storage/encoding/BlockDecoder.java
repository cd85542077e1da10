package io.pitwall.storage.encoding;

import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.kernel.Kernels;
import io.pitwall.storage.limit.FormatLimits;
import java.util.Objects;

/**
 * Reads the blocks that {@link BlockEncoder} wrote. Holds scratch arrays; owned by one thread.
 *
 * <p>Everything read is checked: whatever the bytes are, a method either fills the {@code count}
 * values asked for, or throws {@link CorruptDataException} and leaves them undefined. Nothing
 * outside the given ranges is read or written, and memory stays below the size of a block (for
 * text, {@link FormatLimits#BLOCK_TEXT_BYTES}). The {@code length} must be that of the block
 * exactly.
 */
public final class BlockDecoder {
  private final Scratch scratch;
  private final ZstdText zstd = new ZstdText();
  private final ByteSource source = new ByteSource(new byte[0], 0, 0);

  /** A decoder with the kernels of this process. */
  public BlockDecoder() {
    scratch = new Scratch();
  }

  /** A decoder with given kernels; the values are the same with all. */
  public BlockDecoder(Kernels kernels) {
    scratch = new Scratch(kernels);
  }

  /** Reads {@code count} longs into {@code into}, from {@code intoOffset} on. */
  public void decodeLongs(
      byte[] bytes, int offset, int length, int count, long[] into, int intoOffset) {
    start(bytes, offset, length, count, intoOffset, into.length);
    LongEncodings.read(source, count, into, intoOffset, scratch);
    finish();
  }

  /** Reads {@code count} doubles into {@code into}, from {@code intoOffset} on. */
  public void decodeDoubles(
      byte[] bytes, int offset, int length, int count, double[] into, int intoOffset) {
    start(bytes, offset, length, count, intoOffset, into.length);
    DoubleEncoding.read(source, count, into, intoOffset, scratch);
    finish();
  }

  /** Reads {@code count} codes, each 0 or more, into {@code into}, from {@code intoOffset} on. */
  public void decodeCodes(
      byte[] bytes, int offset, int length, int count, int[] into, int intoOffset) {
    start(bytes, offset, length, count, intoOffset, into.length);
    LongEncodings.read(source, count, scratch.values, 0, scratch);
    if (!scratch.kernels.narrow(scratch.values, into, intoOffset, count)) {
      throw new CorruptDataException("a block of codes contains a value that is not a valid code");
    }
    finish();
  }

  /** Reads {@code count} strings, replacing those in {@code into}. */
  public void decodeText(byte[] bytes, int offset, int length, int count, TextBlock into) {
    start(bytes, offset, length, count, 0, count);
    TextEncoding.read(source, count, into, scratch, zstd);
    finish();
  }

  /**
   * Sets or clears {@code count} bits of {@code into}, from {@code intoBitOffset} on, and no
   * others.
   */
  public void decodePresence(
      byte[] bytes, int offset, int length, int count, long[] into, int intoBitOffset) {
    start(bytes, offset, length, count, intoBitOffset, into.length * Long.SIZE);
    PresenceEncoding.read(source, count, into, intoBitOffset);
    finish();
  }

  /** Whether the block (longs, doubles, codes or presence) at {@code offset} repeats one value. */
  public static boolean isConstant(byte[] bytes, int offset) {
    int code = bytes[offset] & 0xFF;
    return code == ConstantEncoding.LONG_CODE
        || code == ConstantEncoding.DOUBLE_CODE
        || code == PresenceEncoding.CONSTANT_CODE;
  }

  /** The value of a constant block of longs, without decoding it. */
  public static long constantLong(byte[] bytes, int offset, int length) {
    ByteSource in = new ByteSource(bytes, offset, length);
    expect(in, ConstantEncoding.LONG_CODE);
    long value = in.readSignedVarLong();
    checkWhole(in);
    return value;
  }

  /** The value of a constant block of doubles, without decoding it. */
  public static double constantDouble(byte[] bytes, int offset, int length) {
    ByteSource in = new ByteSource(bytes, offset, length);
    expect(in, ConstantEncoding.DOUBLE_CODE);
    double value = Double.longBitsToDouble(in.readLong());
    checkWhole(in);
    return value;
  }

  /** The code of a constant block of codes, without decoding it. */
  public static int constantCode(byte[] bytes, int offset, int length) {
    long value = constantLong(bytes, offset, length);
    if (value >>> 31 != 0) {
      throw new CorruptDataException(
          "a block of codes contains " + value + ", which is not a valid code");
    }
    return (int) value;
  }

  private static void expect(ByteSource in, int code) {
    int found = in.readByte();
    if (found != code) {
      throw new CorruptDataException("a constant block has encoding " + code + ", not " + found);
    }
  }

  private void start(
      byte[] bytes, int offset, int length, int count, int intoOffset, int intoLength) {
    if (count < 1 || count > FormatLimits.BLOCK_ROWS) {
      throw new CorruptDataException(
          "a block of " + count + " rows; it must have 1 to " + FormatLimits.BLOCK_ROWS);
    }
    Objects.checkFromIndexSize(intoOffset, count, intoLength);
    source.reset(bytes, offset, length);
  }

  private void finish() {
    checkWhole(source);
  }

  private static void checkWhole(ByteSource in) {
    if (in.remaining() != 0) {
      throw new CorruptDataException(in.remaining() + " bytes follow the end of a block");
    }
  }
}
