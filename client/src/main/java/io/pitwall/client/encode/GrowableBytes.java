package io.pitwall.client.encode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte array that grows as it is written; owned by one thread. Multi-byte numbers are big-endian.
 */
public final class GrowableBytes {
  private byte[] bytes;
  private int length;

  /**
   * Starts empty.
   *
   * @param initialCapacityBytes room before the first growth, at least 1
   */
  public GrowableBytes(int initialCapacityBytes) {
    bytes = new byte[Math.max(1, initialCapacityBytes)];
  }

  /** The number of bytes written so far, which is also the offset of the next one. */
  public int length() {
    return length;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Appends the low 8 bits of {@code value}. */
  public void writeByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  /** Appends all of {@code source}. */
  public void writeBytes(byte[] source) {
    reserve(source.length);
    System.arraycopy(source, 0, bytes, length, source.length);
    length += source.length;
  }

  /** Appends {@code text} in UTF-8. */
  public void writeText(String text) {
    writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends {@code value} in decimal digits. */
  public void writeDecimal(long value) {
    writeText(Long.toString(value));
  }

  /**
   * Appends the shortest decimal text that reads back as {@code value}.
   *
   * @throws IllegalArgumentException for NaN and infinities, which the text formats can't carry
   */
  public void writeDecimal(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a text format can't carry the number " + value);
    }
    writeText(Double.toString(value));
  }

  /** Appends the low 16 bits of {@code value}. */
  public void writeInt16(int value) {
    writeByte(value >>> 8);
    writeByte(value);
  }

  /** Appends 4 bytes. */
  public void writeInt32(int value) {
    writeInt16(value >>> 16);
    writeInt16(value);
  }

  /** Appends 8 bytes. */
  public void writeInt64(long value) {
    writeInt32((int) (value >>> 32));
    writeInt32((int) value);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      int wanted = Math.addExact(length, more);
      int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L);
      bytes = Arrays.copyOf(bytes, Math.max(wanted, doubled));
    }
  }
}
