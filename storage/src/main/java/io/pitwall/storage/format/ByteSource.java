package io.pitwall.storage.format;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bounds-checked little-endian reader over a range of a byte array. Reading past the end of the
 * range is a {@link CorruptDataException}. Owned by one thread.
 */
public final class ByteSource {

  private byte[] bytes;
  private int start;
  private int end;
  private int at;

  /** Reads {@code length} bytes from {@code offset} on; the range must lie within the array. */
  public ByteSource(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    start = offset;
    at = offset;
    end = offset + length;
  }

  public void reset(byte[] newBytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, newBytes.length);
    bytes = newBytes;
    start = offset;
    at = offset;
    end = offset + length;
  }

  /** Bytes read so far. */
  public int position() {
    return at - start;
  }

  /** Bytes left to read. */
  public int remaining() {
    return end - at;
  }

  private int take(long length) {
    if (length < 0 || length > end - at) {
      throw new CorruptDataException(
          "data ends early: "
              + length
              + " bytes wanted at byte "
              + position()
              + ", "
              + remaining()
              + " left");
    }
    int from = at;
    at += (int) length;
    return from;
  }

  /** Reads one byte, 0 to 255. */
  public int readByte() {
    return bytes[take(1)] & 0xFF;
  }

  /** Reads two bytes, 0 to 65,535. */
  public int readShort() {
    return LittleEndian.getShort(bytes, take(Short.BYTES)) & 0xFFFF;
  }

  public int readInt() {
    return LittleEndian.getInt(bytes, take(Integer.BYTES));
  }

  public long readLong() {
    return LittleEndian.getLong(bytes, take(Long.BYTES));
  }

  /** Reads an unsigned LEB128 int, as its 32 bits. */
  public int readVarInt() {
    long value = readVarLong();
    if (value >>> 32 != 0) {
      throw new CorruptDataException(
          "variable-length int before byte " + position() + " is too large");
    }
    return (int) value;
  }

  /** Reads an unsigned LEB128 long, as its 64 bits. */
  public long readVarLong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte();
      if (shift == 63 && next > 1) {
        break;
      }
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new CorruptDataException(
        "variable-length long before byte " + position() + " is too long");
  }

  /** The inverse of {@link ByteSink#putSignedVarLong}. */
  public long readSignedVarLong() {
    long folded = readVarLong();
    return folded >>> 1 ^ -(folded & 1);
  }

  /** Reads {@code length} bytes into a new array; nothing is allocated when they are not there. */
  public byte[] readBytes(int length) {
    int from = take(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /** Steps over {@code length} bytes and returns the index of the first in the array. */
  public int skip(int length) {
    return take(length);
  }

  /** Reads {@code count} words. */
  public void readLongs(long[] into, int count) {
    readLongs(into, 0, count);
  }

  public void readLongs(long[] into, int offset, int count) {
    int from = take((long) count * Long.BYTES);
    MemorySegment.copy(
        MemorySegment.ofArray(bytes), ByteSink.LONG_LAYOUT, from, into, offset, count);
  }

  /** Reads bytes as words, the last one padded with zeros. */
  public void readPaddedLongs(long[] into, int byteCount) {
    int full = byteCount / Long.BYTES;
    readLongs(into, full);
    int rest = byteCount % Long.BYTES;
    if (rest > 0) {
      int from = take(rest);
      long word = 0;
      for (int i = 0; i < rest; i++) {
        word |= (bytes[from + i] & 0xFFL) << 8 * i;
      }
      into[full] = word;
    }
  }

  public byte[] array() {
    return bytes;
  }
}
