package io.pitwall.query.exec;

import io.pitwall.query.result.QueryException;
import java.util.Arrays;

/** A stable merge sort of row indexes, which ends soon after its statement is to stop. */
final class IndexSort {
  private static final int SMALL = 12;

  /** After how many rows, less one, of a merge it looks whether the statement is to stop. */
  private static final int CHECK_MASK = (1 << 14) - 1;

  /** Orders two rows. */
  interface RowOrder {
    int compare(int a, int b);
  }

  private IndexSort() {}

  /**
   * Sorts the first rows of an array.
   *
   * @throws QueryException as {@link ExecutionControl#check} does
   */
  static void sort(int[] rows, int count, RowOrder order, ExecutionControl control)
      throws QueryException {
    if (count < 2) {
      return;
    }
    int[] copy = Arrays.copyOf(rows, count);
    sort(copy, rows, new Range(0, count), order, control);
  }

  /** Rows from {@code begin} up to, but without, {@code end}. */
  private record Range(int begin, int end) {}

  /** Sorts a range into {@code to}; both arrays hold the same rows there at the start. */
  private static void sort(
      int[] from, int[] to, Range range, RowOrder order, ExecutionControl control)
      throws QueryException {
    int begin = range.begin();
    int end = range.end();
    if (end - begin < SMALL) {
      insertionSort(to, begin, end, order);
      return;
    }
    int middle = begin + end >>> 1;
    sort(to, from, new Range(begin, middle), order, control);
    sort(to, from, new Range(middle, end), order, control);
    if (order.compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, begin, to, begin, end - begin);
      return;
    }
    int left = begin;
    int right = middle;
    for (int i = begin; i < end; i++) {
      if ((i & CHECK_MASK) == 0) {
        control.check();
      }
      boolean takeLeft =
          right >= end || left < middle && order.compare(from[left], from[right]) <= 0;
      to[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  private static void insertionSort(int[] rows, int begin, int end, RowOrder order) {
    for (int i = begin + 1; i < end; i++) {
      int row = rows[i];
      int at = i - 1;
      while (at >= begin && order.compare(rows[at], row) > 0) {
        rows[at + 1] = rows[at];
        at--;
      }
      rows[at + 1] = row;
    }
  }
}
