package io.pitwall.server.http;

import io.pitwall.server.ingest.BodyParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays for bodies, taken and given back, and the budget over all of them. Lengths are powers of
 * two from 4 KiB; given back, they lie ready up to a quarter of the budget. Safe for all threads.
 */
final class BodyBuffers {
  private static final int LEAST_BITS = 12;
  private static final int MOST_BITS = 30;
  private static final int MOST_BYTES = 1 << MOST_BITS;
  private static final int KEPT_SHARE = 4;

  private final long hardBytes;
  private final long softBytes;
  private final List<ArrayDeque<byte[]>> shelves = new ArrayList<>();
  private long keptBytes;
  private volatile long inUseBytes;

  BodyBuffers(HttpLimits limits) {
    this.hardBytes = limits.maxInflightBytes();
    this.softBytes = limits.softInflightBytes();
    for (int bits = LEAST_BITS; bits <= MOST_BITS; bits++) {
      shelves.add(new ArrayDeque<>());
    }
  }

  /** Bytes of all arrays that are taken. */
  long inUseBytes() {
    return inUseBytes;
  }

  /** Whether new bodies should wait. */
  boolean isTight() {
    return inUseBytes > softBytes;
  }

  /**
   * An array for so many bytes of a body and the padding that parsers ask for.
   *
   * @throws HttpRefusal 413 if it could never fit the budget, 503 if it does not fit it now
   */
  byte[] take(int bodyBytes) throws HttpRefusal {
    int bits = bits(bodyBytes + (long) BodyParser.PADDING);
    synchronized (this) {
      long length = 1L << bits;
      if (length > hardBytes || bits > MOST_BITS) {
        throw new HttpRefusal(
            413,
            "the body needs more than all bodies may take together: "
                + hardBytes
                + " bytes (limit max-inflight-bytes)");
      }
      if (inUseBytes + length > hardBytes) {
        throw new HttpRefusal(
            503,
            "the bodies under way take all of their "
                + hardBytes
                + " bytes (limit max-inflight-bytes); send it again");
      }
      inUseBytes += length;
      byte[] kept = shelves.get(bits - LEAST_BITS).poll();
      if (kept != null) {
        keptBytes -= length;
        return kept;
      }
    }
    return new byte[1 << bits];
  }

  /** A larger array with the first bytes of one that is given back. */
  byte[] grow(byte[] array, int usedBytes, int bodyBytes) throws HttpRefusal {
    byte[] larger = take(bodyBytes);
    System.arraycopy(array, 0, larger, 0, usedBytes);
    give(array);
    return larger;
  }

  /** Gives an array back; it must not be touched afterwards. */
  synchronized void give(byte[] array) {
    inUseBytes -= array.length;
    if (keptBytes + array.length <= hardBytes / KEPT_SHARE) {
      keptBytes += array.length;
      shelves.get(bits(array.length) - LEAST_BITS).push(array);
    }
  }

  /** Bytes of a body that fit into an array of {@link #take}. */
  static int capacity(byte[] array) {
    return array.length - BodyParser.PADDING;
  }

  /** How much to ask for when so much is not enough: twice as much, as far as arrays go. */
  static int doubled(int bodyBytes) {
    return (int) Math.min(MOST_BYTES - BodyParser.PADDING, 2L * bodyBytes);
  }

  private static int bits(long bytes) {
    return Math.max(LEAST_BITS, Long.SIZE - Long.numberOfLeadingZeros(bytes - 1));
  }

  @Override
  public String toString() {
    return "BodyBuffers(" + inUseBytes + " bytes in use)";
  }
}
