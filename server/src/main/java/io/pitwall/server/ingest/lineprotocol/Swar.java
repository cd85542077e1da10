package io.pitwall.server.ingest.lineprotocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time in one long, the first in the lowest byte. The tests answer with the high
 * bit of each byte that fits; the lowest such bit is exact, those above it may be false, since a
 * subtraction borrows (H. S. Warren, Hacker's Delight, 6-1).
 */
final class Swar {
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  static final long HIGH_BITS = 0x8080808080808080L;

  private Swar() {}

  static long load(byte[] b, int at) {
    return (long) LONG.get(b, at);
  }

  /** Bytes that are a blank or a control character (0x00 … 0x20). */
  static long blanksAndControls(long word) {
    return (word - 0x21 * ONES) & ~word & HIGH_BITS;
  }

  static long equalTo(long word, int value) {
    long difference = word ^ (value * ONES);
    return (difference - ONES) & ~difference & HIGH_BITS;
  }

  /** The index within the word of the lowest byte that a test has found; 8 if none. */
  static int first(long hits) {
    return Long.numberOfTrailingZeros(hits) >>> 3;
  }

  /** The index of the next byte of a value in [from, to), or to. */
  static int indexOf(byte[] b, int from, int to, int value) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long hits = equalTo(load(b, at), value);
      if (hits != 0) {
        return at + first(hits);
      }
    }
    while (at < to && b[at] != value) {
      at++;
    }
    return at;
  }
}
