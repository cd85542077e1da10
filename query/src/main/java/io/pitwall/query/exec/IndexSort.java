package io.pitwall.query.exec;

import java.util.Arrays;

/** A stable merge sort of row indexes. */
final class IndexSort {
  private static final int SMALL = 12;

  /** Orders two rows. */
  interface RowOrder {
    int compare(int a, int b);
  }

  private IndexSort() {}

  static void sort(int[] rows, int count, RowOrder order) {
    if (count < 2) {
      return;
    }
    int[] copy = Arrays.copyOf(rows, count);
    sort(copy, rows, 0, count, order);
  }

  /** Sorts a range into {@code to}; both arrays hold the same rows there at the start. */
  private static void sort(int[] from, int[] to, int begin, int end, RowOrder order) {
    if (end - begin < SMALL) {
      insertionSort(to, begin, end, order);
      return;
    }
    int middle = begin + end >>> 1;
    sort(to, from, begin, middle, order);
    sort(to, from, middle, end, order);
    if (order.compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, begin, to, begin, end - begin);
      return;
    }
    int left = begin;
    int right = middle;
    for (int i = begin; i < end; i++) {
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
