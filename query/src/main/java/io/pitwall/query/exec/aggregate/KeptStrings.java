package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Ordering;
import io.pitwall.query.exec.expression.StringPool;
import io.pitwall.storage.column.GrowingDictionary;

/**
 * The strings of a state that keeps one per group. Those that lost their place to others stay in
 * the pool at first, since most columns have few; when many have gathered, the owner passes each
 * string that it still has to {@link #keep} and then drops the others.
 */
final class KeptStrings {
  /** Before so many bytes it is not worth while to drop any. */
  static final long SLACK_BYTES = 4L << 20;

  private static final int LARGEST_GROWTH = 4;

  private StringPool pool = new StringPool();
  private StringPool kept = new StringPool();
  private long manyBytes = SLACK_BYTES;

  /** To be asked again after strings were dropped. */
  StringPool pool() {
    return pool;
  }

  GrowingDictionary dictionary() {
    return pool.dictionary();
  }

  long sizeBytes() {
    return pool.sizeBytes();
  }

  int compare(int code, int other) {
    return code == other ? 0 : Ordering.compare(dictionary().utf8(code), dictionary().utf8(other));
  }

  /** Lets go of the dictionaries that the strings came from. */
  void forgetSources() {
    pool.forgetSources();
  }

  /** Whether it is time to drop strings. */
  boolean areMany() {
    return pool.sizeBytes() > manyBytes;
  }

  /** The code that a string will have once the others are dropped. */
  int keep(int code) {
    return kept.code(dictionary().utf8(code));
  }

  void dropOthers() {
    pool = kept;
    kept = new StringPool();
    manyBytes = SLACK_BYTES + LARGEST_GROWTH * pool.sizeBytes();
  }
}
