package io.pitwall.query.exec;

import io.pitwall.query.result.PageColumn;
import io.pitwall.query.result.ResultType;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;

/**
 * A vector as a column of a result page. A constant vector shows its one value in all rows. If that
 * is null, nothing is read from the vector.
 */
final class VectorColumn implements PageColumn {
  private final ResultType type;
  private final ColumnVector vector;
  private final int rows;

  /** A row has its value at {@code row & mask}: 0 for a constant vector, else all bits. */
  private final int mask;

  VectorColumn(ResultType type, ColumnVector vector, int rows) {
    this.type = type;
    this.vector = vector;
    this.rows = rows;
    this.mask = vector.isConstant() ? 0 : -1;
  }

  @Override
  public ResultType type() {
    return type;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean hasNulls() {
    return vector.hasNulls();
  }

  @Override
  public boolean isNull(int row) {
    return vector.isNull(row & mask);
  }

  @Override
  public long getLong(int row) {
    return vector.longs()[row & mask];
  }

  @Override
  public double getDouble(int row) {
    return vector.doubles()[row & mask];
  }

  @Override
  public int getCode(int row) {
    return vector.codes()[row & mask];
  }

  @Override
  public int dictionarySize() {
    return vector.hasDictionary() ? vector.dictionary().size() : 0;
  }

  @Override
  public byte[] utf8(int code) {
    return vector.dictionary().utf8(code);
  }

  @Override
  public void copyLongs(long[] target) {
    if (vector.isConstant()) {
      if (!vector.isNull(0)) {
        Arrays.fill(target, 0, rows, vector.longs()[0]);
      }
    } else {
      System.arraycopy(vector.longs(), 0, target, 0, rows);
    }
  }

  @Override
  public void copyDoubles(double[] target) {
    if (vector.isConstant()) {
      if (!vector.isNull(0)) {
        Arrays.fill(target, 0, rows, getDouble(0));
      }
    } else {
      System.arraycopy(vector.doubles(), 0, target, 0, rows);
    }
  }

  @Override
  public void copyCodes(int[] target) {
    if (vector.isConstant()) {
      if (!vector.isNull(0)) {
        Arrays.fill(target, 0, rows, vector.codes()[0]);
      }
    } else {
      System.arraycopy(vector.codes(), 0, target, 0, rows);
    }
  }
}
