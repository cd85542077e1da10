package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.KeyColumn;
import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.MonotoneExpression;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.LongSummaries;
import io.pitwall.storage.read.RowSource;
import java.io.IOException;
import java.util.List;

/**
 * Finds blocks whose rows are all of one group, by their summaries alone: each key is a column with
 * one value in the whole block, or a monotone function of a column, such as a time bucket, with one
 * result.
 */
final class BlockKeys {
  private final Scan scan;
  private final List<VectorExpression> keys;
  private final List<KeyColumn> keyColumns;
  private final boolean possible;
  private final KnownColumn[] known;
  private final ColumnVector one = new ColumnVector();
  private boolean usable;

  BlockKeys(Scan scan, List<VectorExpression> keys, List<KeyColumn> keyColumns) {
    this.scan = scan;
    this.keys = keys;
    this.keyColumns = keyColumns;
    boolean all = true;
    for (VectorExpression key : keys) {
      all &= columnOf(key) >= 0;
    }
    possible = all;
    known = new KnownColumn[keys.size()];
    for (int i = 0; i < known.length; i++) {
      known[i] = new KnownColumn();
    }
  }

  /** The column of a key that is a column or a monotone function of one; −1 for other keys. */
  private static int columnOf(VectorExpression key) {
    if (key instanceof MonotoneExpression function && function.isMonotone()) {
      return function.value() instanceof ColumnReference reference ? reference.index() : -1;
    }
    return key instanceof ColumnReference reference ? reference.index() : -1;
  }

  /** Turns to another source. */
  void open(RowSource source) throws IOException {
    usable = possible;
    for (int i = 0; i < known.length && usable; i++) {
      usable = known[i].open(source, scan.column(columnOf(keys.get(i))));
    }
  }

  /**
   * Whether all rows of the scan's block have the same keys.
   *
   * @param codes receives their codes, if so
   */
  boolean find(int[] codes) throws QueryException {
    if (!usable) {
      return false;
    }
    for (int i = 0; i < known.length; i++) {
      int code = code(i, scan.block(), scan.blockRows());
      if (code < 0) {
        return false;
      }
      codes[i] = code;
    }
    return true;
  }

  private int code(int index, int block, int rows) throws QueryException {
    KnownColumn column = known[index];
    BlockSummaries summaries = column.summaries();
    if (summaries == null
        || summaries.nonNulls(block) == 0
        || !(keys.get(index) instanceof MonotoneExpression function)) {
      return keyColumns.get(index).constantCode(summaries, block, rows, column.dictionary());
    }
    if (summaries.nonNulls(block) < rows
        || !isConstant(function, (LongSummaries) summaries, block)) {
      return -1;
    }
    return keyColumns.get(index).encodeConstant(one);
  }

  /** Whether a function has one result for all rows of a block; puts it into {@link #one}. */
  private boolean isConstant(MonotoneExpression function, LongSummaries longs, int block) {
    long first;
    try {
      first = function.bits(longs.min(block));
      if (first != function.bits(longs.max(block))) {
        return false;
      }
    } catch (QueryException decidedRowByRow) {
      // The conditions may leave out the rows for which the function has no result.
      return false;
    }
    one.reset(function.type(), 1);
    if (function.type() == ColumnType.DOUBLE) {
      one.doubles()[0] = Double.longBitsToDouble(first);
    } else {
      one.longs()[0] = first;
    }
    one.setConstant(true);
    return true;
  }
}
