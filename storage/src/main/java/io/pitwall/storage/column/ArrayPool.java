package io.pitwall.storage.column;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Arrays that are taken and given back, so that a stream of requests does not allocate its columns
 * anew each time. Lengths are powers of two; what would go past the byte limit is left to the
 * garbage collector. Safe for use by several threads: what one takes another may give.
 */
public final class ArrayPool {
  /** The default of the bytes kept at most. */
  public static final long DEFAULT_MAX_RETAINED_BYTES = 16L << 20;

  private static final int LENGTH_CLASSES = 31;

  private final long maxRetainedBytes;
  private final Shelf<long[]> longs = new Shelf<>();
  private final Shelf<double[]> doubles = new Shelf<>();
  private final Shelf<int[]> ints = new Shelf<>();
  private long retainedBytes;

  public ArrayPool() {
    this(DEFAULT_MAX_RETAINED_BYTES);
  }

  public ArrayPool(long maxRetainedBytes) {
    this.maxRetainedBytes = maxRetainedBytes;
  }

  /** Bytes that lie ready. */
  public synchronized long retainedBytes() {
    return retainedBytes;
  }

  /**
   * @param length a power of two
   * @return with any content
   */
  public synchronized long[] takeLongs(int length) {
    long[] kept = longs.poll(length);
    if (kept == null) {
      return new long[length];
    }
    retainedBytes -= 8L * length;
    return kept;
  }

  public synchronized double[] takeDoubles(int length) {
    double[] kept = doubles.poll(length);
    if (kept == null) {
      return new double[length];
    }
    retainedBytes -= 8L * length;
    return kept;
  }

  public synchronized int[] takeInts(int length) {
    int[] kept = ints.poll(length);
    if (kept == null) {
      return new int[length];
    }
    retainedBytes -= 4L * length;
    return kept;
  }

  /** Nobody may use the array any more; its length is a power of two. */
  public synchronized void give(long[] array) {
    if (hasRoomFor(8L * array.length)) {
      longs.add(array, array.length);
    }
  }

  public synchronized void give(double[] array) {
    if (hasRoomFor(8L * array.length)) {
      doubles.add(array, array.length);
    }
  }

  public synchronized void give(int[] array) {
    if (hasRoomFor(4L * array.length)) {
      ints.add(array, array.length);
    }
  }

  private boolean hasRoomFor(long bytes) {
    if (bytes == 0 || retainedBytes + bytes > maxRetainedBytes) {
      return false;
    }
    retainedBytes += bytes;
    return true;
  }

  /** Arrays of one type by the logarithm of their length. */
  private static final class Shelf<T> {
    private final List<ArrayDeque<T>> byLength = new ArrayList<>();

    Shelf() {
      for (int i = 0; i < LENGTH_CLASSES; i++) {
        byLength.add(new ArrayDeque<>());
      }
    }

    @Nullable T poll(int length) {
      return byLength.get(Integer.numberOfTrailingZeros(length)).pollLast();
    }

    void add(T array, int length) {
      byLength.get(Integer.numberOfTrailingZeros(length)).addLast(array);
    }
  }
}
