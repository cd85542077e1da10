package io.pitwall.storage.record;

import io.pitwall.storage.column.Presence;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Leaves refused rows out of a batch's arrays; where none is refused, the arrays stay themselves.
 */
final class RowFilter {
  private final int allRows;
  private final @Nullable BitSet refused;

  RowFilter(int allRows, @Nullable BitSet refused) {
    this.allRows = allRows;
    this.refused = refused;
  }

  /** Rows that are left. */
  int rows() {
    return refused == null ? allRows : allRows - refused.cardinality();
  }

  long[] longs(long[] values) {
    if (refused == null) {
      return values;
    }
    long[] kept = new long[rows()];
    for (int row = refused.nextClearBit(0), at = 0; at < kept.length; at++) {
      kept[at] = values[row];
      row = refused.nextClearBit(row + 1);
    }
    return kept;
  }

  double[] doubles(double[] values) {
    if (refused == null) {
      return values;
    }
    double[] kept = new double[rows()];
    for (int row = refused.nextClearBit(0), at = 0; at < kept.length; at++) {
      kept[at] = values[row];
      row = refused.nextClearBit(row + 1);
    }
    return kept;
  }

  int[] ints(int[] values) {
    if (refused == null) {
      return values;
    }
    int[] kept = new int[rows()];
    for (int row = refused.nextClearBit(0), at = 0; at < kept.length; at++) {
      kept[at] = values[row];
      row = refused.nextClearBit(row + 1);
    }
    return kept;
  }

  long @Nullable [] bits(long @Nullable [] present) {
    if (refused == null || present == null) {
      return present;
    }
    int rows = rows();
    long[] kept = new long[Presence.words(rows)];
    for (int row = refused.nextClearBit(0), at = 0; at < rows; at++) {
      if (Presence.has(present, row)) {
        Presence.set(kept, at);
      }
      row = refused.nextClearBit(row + 1);
    }
    return kept;
  }
}
