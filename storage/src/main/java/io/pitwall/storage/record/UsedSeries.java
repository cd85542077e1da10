package io.pitwall.storage.record;

import io.pitwall.storage.column.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The series that rows of a batch belong to. One that only refused rows had must not reach the
 * catalog, where its tags would become columns.
 *
 * @param keys each is some row's
 * @param rowSeries by row, an index into {@code keys}
 */
record UsedSeries(List<SeriesKey> keys, int[] rowSeries) {
  static UsedSeries of(List<SeriesKey> keys, int[] rowSeries, int rows) {
    boolean[] isUsed = new boolean[keys.size()];
    int used = 0;
    for (int row = 0; row < rows && used < isUsed.length; row++) {
      if (!isUsed[rowSeries[row]]) {
        isUsed[rowSeries[row]] = true;
        used++;
      }
    }
    return used == isUsed.length
        ? new UsedSeries(List.copyOf(keys), rowSeries)
        : without(isUsed, keys, Arrays.copyOf(rowSeries, rows));
  }

  private static UsedSeries without(boolean[] isUsed, List<SeriesKey> keys, int[] rowSeries) {
    int[] newCodes = new int[isUsed.length];
    List<SeriesKey> left = new ArrayList<>();
    for (int code = 0; code < isUsed.length; code++) {
      if (isUsed[code]) {
        newCodes[code] = left.size();
        left.add(keys.get(code));
      }
    }
    for (int row = 0; row < rowSeries.length; row++) {
      rowSeries[row] = newCodes[rowSeries[row]];
    }
    return new UsedSeries(left, rowSeries);
  }
}
