package io.pitwall.storage.encoding;

/**
 * What the blocks of one column have taught: the decimal exponent of the last one. Owned by one
 * thread.
 */
public final class EncodingHint {
  int exponent = -1;
  int failures;

  /** Starts knowing nothing. */
  public EncodingHint() {}
}
