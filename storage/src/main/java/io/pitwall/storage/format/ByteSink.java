package io.pitwall.storage.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Growable little-endian byte output. Owned by one thread. */
public final class ByteSink {
  static final ValueLayout.OfLong LONG_LAYOUT =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Some JVMs can't make arrays up to {@link Integer#MAX_VALUE} itself. */
  private static final int MAX_ARRAY_BYTES = Integer.MAX_VALUE - 16;

  private static final int MAX_VARLONG_BYTES = 10;

  private byte[] array;
  private int size;

  /**
   * @param initialCapacity bytes of the first array
   */
  public ByteSink(int initialCapacity) {
    array = new byte[initialCapacity];
  }

  /** The bytes written, from index 0 to {@link #size}; valid until the next write. */
  public byte[] array() {
    return array;
  }

  /** Bytes written. */
  public int size() {
    return size;
  }

  /** Drops what was written and keeps the array. */
  public void clear() {
    size = 0;
  }

  /**
   * Goes back to an earlier size, or takes over bytes that were put into {@link #array} after
   * {@link #size}.
   *
   * @param newSize 0 up to the length of the array
   */
  public void setSize(int newSize) {
    if (newSize < 0 || newSize > array.length) {
      throw new IndexOutOfBoundsException("size " + newSize + " of " + array.length + " bytes");
    }
    size = newSize;
  }

  /**
   * Makes the array long enough for {@code more} bytes.
   *
   * @throws IllegalStateException if an array can't have that many bytes
   */
  public void ensure(int more) {
    if (array.length - size < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    long needed = (long) size + more;
    if (more < 0 || needed > MAX_ARRAY_BYTES) {
      throw new IllegalStateException(
          "byte sink of " + size + " bytes can't take " + more + " more");
    }
    long doubled = Math.max(64, 2L * array.length);
    array = Arrays.copyOf(array, (int) Math.min(MAX_ARRAY_BYTES, Math.max(needed, doubled)));
  }

  /** Writes the lowest 8 bits. */
  public void putByte(int value) {
    ensure(1);
    array[size++] = (byte) value;
  }

  /** Writes the lowest 16 bits. */
  public void putShort(int value) {
    ensure(Short.BYTES);
    LittleEndian.putShort(array, size, (short) value);
    size += Short.BYTES;
  }

  public void putInt(int value) {
    ensure(Integer.BYTES);
    LittleEndian.putInt(array, size, value);
    size += Integer.BYTES;
  }

  public void putLong(long value) {
    ensure(Long.BYTES);
    LittleEndian.putLong(array, size, value);
    size += Long.BYTES;
  }

  /**
   * Writes an unsigned int as LEB128: seven bits per byte, the lowest first, the top bit set on all
   * but the last.
   */
  public void putVarInt(int value) {
    putVarLong(Integer.toUnsignedLong(value));
  }

  /** Writes an unsigned long as LEB128, 1 to 10 bytes. */
  public void putVarLong(long value) {
    ensure(MAX_VARLONG_BYTES);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      array[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[size++] = (byte) rest;
  }

  /**
   * Writes a signed long as LEB128 after folding the sign into the lowest bit, so that small
   * magnitudes are short.
   */
  public void putSignedVarLong(long value) {
    putVarLong(value << 1 ^ value >> 63);
  }

  /** Bytes that {@link #putSignedVarLong} takes. */
  public static int signedVarLongBytes(long value) {
    long folded = value << 1 ^ value >> 63;
    return (70 - Long.numberOfLeadingZeros(folded | 1)) / 7;
  }

  public void putBytes(byte[] bytes, int offset, int length) {
    ensure(length);
    System.arraycopy(bytes, offset, array, size, length);
    size += length;
  }

  /** Writes the first {@code count} words. */
  public void putLongs(long[] words, int count) {
    putLongs(words, 0, count);
  }

  public void putLongs(long[] words, int offset, int count) {
    ensure(count * Long.BYTES);
    MemorySegment.copy(words, offset, MemorySegment.ofArray(array), LONG_LAYOUT, size, count);
    size += count * Long.BYTES;
  }
}
