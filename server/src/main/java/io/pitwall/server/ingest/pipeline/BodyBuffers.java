package io.pitwall.server.ingest.pipeline;

import io.pitwall.server.ingest.BodyParser;
import io.pitwall.server.ingest.IngestLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of bodies: arrays that are taken and given back, and a budget for all of them
 * together. Lengths of arrays are powers of two from 4 KiB. Arrays that were given back are kept
 * for the next taker, up to a quarter of the budget. Safe for all threads.
 */
public final class BodyBuffers {
  private static final int LEAST_BITS = 12;
  private static final int MOST_BITS = 30;
  private static final int MOST_BYTES = 1 << MOST_BITS;
  private static final int KEPT_SHARE = 4;

  private final long hardBytes;
  private final long softBytes;
  private final List<ArrayDeque<byte[]>> shelves = new ArrayList<>();
  private long keptBytes;
  private volatile long inUseBytes;

  BodyBuffers(PipelineOptions.MemoryBudget budget) {
    this.hardBytes = budget.hardBytes();
    this.softBytes = budget.softBytes();
    for (int bits = LEAST_BITS; bits <= MOST_BITS; bits++) {
      shelves.add(new ArrayDeque<>());
    }
  }

  /** Bytes of all arrays that are taken. */
  public long inUseBytes() {
    return inUseBytes;
  }

  /** Whether new bodies should wait. */
  public boolean isTight() {
    return inUseBytes > softBytes;
  }

  /**
   * Returns an array for a body and the padding that parsers need.
   *
   * @param bodyBytes how many bytes of a body it must hold
   * @throws IngestException TOO_LARGE if it could never fit the budget, OVERLOADED if it does not
   *     fit now
   */
  public byte[] take(int bodyBytes) throws IngestException {
    return take(bodyBytes, 0);
  }

  /**
   * Returns one more array for a request.
   *
   * @param heldBytes length of the arrays that the request has and keeps meanwhile: what does not
   *     fit beside them does not fit later either
   */
  private byte[] take(int bodyBytes, long heldBytes) throws IngestException {
    int bits = bits(bodyBytes + (long) BodyParser.PADDING);
    synchronized (this) {
      long length = 1L << bits;
      if (length + heldBytes > hardBytes || bits > MOST_BITS) {
        throw new IngestException(
            IngestException.Kind.TOO_LARGE,
            "the body needs more memory than all bodies may take together: "
                + hardBytes
                + " bytes "
                + IngestLimits.MAX_INFLIGHT_BYTES.clause()
                + "; send it in smaller parts");
      }
      if (inUseBytes + length > hardBytes) {
        throw new IngestException(
            IngestException.Kind.OVERLOADED,
            "the bodies in memory use all of their "
                + hardBytes
                + " bytes "
                + IngestLimits.MAX_INFLIGHT_BYTES.clause()
                + "; send it again");
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

  /**
   * Copies the first bytes of an array to a larger one and gives the smaller one back, unless there
   * is no memory for the larger one.
   *
   * @param usedBytes how many bytes to copy
   * @param bodyBytes as for {@link #take(int)}
   * @throws IngestException as {@link #take(int)} does; the smaller array is still the caller's
   */
  public byte[] grow(byte[] array, int usedBytes, int bodyBytes) throws IngestException {
    return grow(array, usedBytes, bodyBytes, 0);
  }

  /** The same for a request that has other arrays of this length beside. */
  byte[] grow(byte[] array, int usedBytes, int bodyBytes, long heldBytes) throws IngestException {
    byte[] larger = take(bodyBytes, heldBytes + array.length);
    System.arraycopy(array, 0, larger, 0, usedBytes);
    give(array);
    return larger;
  }

  /**
   * Returns a first array for what comes out of a compressed body.
   *
   * @param bodyBytes as for {@link #take(int)}
   * @param compressed the array of the compressed body, kept meanwhile
   */
  byte[] takeBeside(byte[] compressed, int bodyBytes) throws IngestException {
    return take(bodyBytes, compressed.length);
  }

  /** Gives an array back; the caller must not touch it afterwards. */
  public synchronized void give(byte[] array) {
    inUseBytes -= array.length;
    if (keptBytes + array.length <= hardBytes / KEPT_SHARE) {
      keptBytes += array.length;
      shelves.get(bits(array.length) - LEAST_BITS).push(array);
    }
  }

  /** How many bytes of a body fit into an array of {@link #take}. */
  public static int capacity(byte[] array) {
    return array.length - BodyParser.PADDING;
  }

  /** Twice as many bytes of a body, or as many as the largest array holds. */
  public static int doubled(int bodyBytes) {
    return (int) Math.min(MOST_BYTES - BodyParser.PADDING, 2L * bodyBytes);
  }

  private static int bits(long bytes) {
    return Math.max(LEAST_BITS, Long.SIZE - Long.numberOfLeadingZeros(bytes - 1));
  }
}
