package io.pitwall.storage.encoding;

import io.pitwall.storage.format.CorruptDataException;

/**
 * The first byte of every encoded block. Codes are never reused; 0 is none, so that zeroed bytes
 * are no block. Each kind of values has a range of its own with room to grow.
 */
final class EncodingCode {
  static final int CONSTANT = 1;
  static final int RUN_LENGTH = 2;
  static final int FRAME_OF_REFERENCE = 3;
  static final int DELTA = 4;
  static final int DELTA_OF_DELTA = 5;
  static final int RAW = 6;

  static final int DOUBLE_CONSTANT = 32;
  static final int DOUBLE_DECIMAL = 33;
  static final int DOUBLE_BITS = 34;

  static final int TEXT_RAW = 64;
  static final int TEXT_ZSTD = 65;

  static final int PRESENCE_CONSTANT = 96;
  static final int PRESENCE_RUNS = 97;
  static final int PRESENCE_BITS = 98;

  private EncodingCode() {}

  static CorruptDataException unknown(int code, String kind) {
    return new CorruptDataException("unknown encoding " + code + " of a block of " + kind);
  }
}
