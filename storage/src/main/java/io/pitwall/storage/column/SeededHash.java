package io.pitwall.storage.column;

import io.pitwall.storage.format.LittleEndian;
import io.pitwall.storage.runtime.ProcessSecret;

/**
 * Hashes of bytes that callers send, for tables in memory. They depend on secrets that are drawn
 * when the process starts, so that nobody can compute beforehand which texts collide, and fill a
 * table with these. Never to be stored.
 *
 * <p>A step multiplies two words to 128 bits and folds the halves, as wyhash does (Wang Yi, 2019,
 * github.com/wangyi-fudan/wyhash). Multiplication by a known constant would not do, even after a
 * secret is mixed in: a difference in the highest bits passes through it unchanged, and the next
 * word can cancel it.
 */
public final class SeededHash {
  private static final long HASH_SECRET = ProcessSecret.draw();
  private static final long WORD_SECRET = ProcessSecret.draw();

  private SeededHash() {}

  /** The hash of some bytes and the word that follows them. */
  public static long mix(long hash, long word) {
    long a = hash ^ HASH_SECRET;
    long b = word ^ WORD_SECRET;
    return Math.unsignedMultiplyHigh(a, b) ^ (a * b);
  }

  /** The hash of what was hashed before and all bytes of an array. */
  static long mix(long hash, byte[] bytes) {
    return mixAll(
        mix(hash ^ bytes.length, firstWord(bytes, 0, bytes.length)), bytes, 8, bytes.length);
  }

  /**
   * The hash of what was hashed before and the bytes from {@code from} to {@code end}.
   *
   * @param from at least 8 bytes after the beginning of the text, and not before {@code end} if
   *     that is shorter
   */
  static long mixAll(long hash, byte[] bytes, int from, int end) {
    long h = hash;
    int at = from;
    for (; at + 8 <= end; at += 8) {
      h = mix(h, LittleEndian.getLong(bytes, at));
    }
    if (at < end) {
      h = mix(h, LittleEndian.getLong(bytes, end - 8));
    }
    return h;
  }

  /** The first 8 bytes of a text as a word, with zeros after its end. */
  static long firstWord(byte[] bytes, int offset, int length) {
    if (length >= 8) {
      return LittleEndian.getLong(bytes, offset);
    }
    if (offset + 8 <= bytes.length) {
      return LittleEndian.getLong(bytes, offset) & ((1L << (8 * length)) - 1);
    }
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (bytes[offset + i] & 0xFFL) << (8 * i);
    }
    return word;
  }
}
