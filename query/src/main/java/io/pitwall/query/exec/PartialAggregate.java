package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.Accumulator;
import io.pitwall.query.exec.aggregate.KeyColumn;
import io.pitwall.storage.column.ColumnVector;
import java.util.List;

/** Groups and their aggregates of some rows, as they were left. Safe for many threads. */
final class PartialAggregate {
  /** What a key or an aggregate takes beside what it accounts for: scratch vectors and objects. */
  private static final int BYTES_PER_COLUMN = 8 * 1024;

  private final List<KeyColumn> keys;
  private final List<int[]> codes;
  private final List<Accumulator> accumulators;
  private final int groups;
  private final long sizeBytes;

  /**
   * @param codes by key, the code of each group
   * @param groupBytes what the groups were accounted for
   */
  PartialAggregate(
      List<KeyColumn> keys,
      List<int[]> codes,
      List<Accumulator> accumulators,
      int groups,
      long groupBytes) {
    this.keys = keys;
    this.codes = codes;
    this.accumulators = accumulators;
    this.groups = groups;
    sizeBytes = groupBytes + (long) BYTES_PER_COLUMN * (1 + keys.size() + accumulators.size());
  }

  int groups() {
    return groups;
  }

  /** Roughly, and rather too much. */
  long sizeBytes() {
    return sizeBytes;
  }

  /** The values of a key of some groups. */
  ColumnVector key(int index, int from, int count) {
    ColumnVector values = new ColumnVector();
    keys.get(index).emit(codes.get(index), from, count, values);
    return values;
  }

  /** Not to be added to. */
  Accumulator accumulator(int index) {
    return accumulators.get(index);
  }
}
