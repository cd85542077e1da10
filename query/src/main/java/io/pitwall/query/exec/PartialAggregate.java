package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.AggregateState;
import io.pitwall.query.exec.aggregate.KeyColumn;
import io.pitwall.storage.column.ColumnVector;
import java.util.List;

/** The groups of some rows and their states, which no longer change. Safe for many threads. */
final class PartialAggregate {
  /** What a key or a state takes besides what it accounts for: scratch vectors and objects. */
  private static final int BYTES_PER_COLUMN = 8 * 1024;

  private final List<KeyColumn> keys;
  private final List<int[]> codes;
  private final List<AggregateState> states;
  private final int groups;
  private final long sizeBytes;

  /**
   * @param codes by key, the code of each group
   * @param groupBytes what was accounted for the groups
   */
  PartialAggregate(
      List<KeyColumn> keys,
      List<int[]> codes,
      List<AggregateState> states,
      int groups,
      long groupBytes) {
    this.keys = keys;
    this.codes = codes;
    this.states = states;
    this.groups = groups;
    sizeBytes = groupBytes + (long) BYTES_PER_COLUMN * (1 + keys.size() + states.size());
  }

  int groups() {
    return groups;
  }

  /** About how much memory it takes; more likely too high than too low. */
  long sizeBytes() {
    return sizeBytes;
  }

  /** The values of a key of some groups. */
  ColumnVector key(int index, int from, int count) {
    ColumnVector values = new ColumnVector();
    keys.get(index).emit(codes.get(index), from, count, values);
    return values;
  }

  /** Not to be changed. */
  AggregateState state(int index) {
    return states.get(index);
  }
}
