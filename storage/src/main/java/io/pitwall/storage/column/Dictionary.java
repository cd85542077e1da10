package io.pitwall.storage.column;

/**
 * Strings by code. A dictionary may grow, but a code once handed out keeps its string, so readers
 * need no lock for the codes that their vectors hold.
 */
public interface Dictionary {
  /** The number of codes, which are 0 … size − 1. */
  int size();

  /**
   * The UTF-8 bytes of a code's string.
   *
   * @return not to be changed by the caller
   */
  byte[] utf8(int code);

  /** The string of a code. */
  String string(int code);
}
