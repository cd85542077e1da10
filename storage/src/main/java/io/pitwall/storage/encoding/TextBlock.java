package io.pitwall.storage.encoding;

/**
 * Strings as they come out of a block of text. Mutable and recycled: both arrays are replaced by
 * longer ones as needed. Owned by one thread.
 */
public final class TextBlock {
  /** The strings, in UTF-8, back to back from index 0; bytes after the last string mean nothing. */
  public byte[] utf8 = new byte[0];

  /**
   * Where each string ends in {@link #utf8}; it starts where the one before it ends, the first at
   * 0.
   */
  public int[] ends = new int[0];

  /** The number of strings. */
  public int count;

  /** Starts empty. */
  public TextBlock() {}
}
