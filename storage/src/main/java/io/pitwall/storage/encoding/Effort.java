package io.pitwall.storage.encoding;

/** How hard a {@link BlockEncoder} looks for the smallest encoding. */
public enum Effort {
  /** One cheap pass over the values: for the log. */
  FAST,
  /** The smallest of all encodings that apply: for segments. */
  THOROUGH
}
