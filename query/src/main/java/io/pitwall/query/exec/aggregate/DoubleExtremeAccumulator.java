package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Ordering;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.DoubleSummaries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** MIN, MAX and ANY_VALUE of doubles, NaN above all others. */
public final class DoubleExtremeAccumulator extends Accumulator {
  private final boolean max;
  private double[] extremes = new double[0];
  private boolean[] seen = new boolean[0];

  public DoubleExtremeAccumulator(boolean max) {
    this.max = max;
  }

  @Override
  public ColumnType type() {
    return ColumnType.DOUBLE;
  }

  @Override
  public void ensureCapacity(int capacity) {
    int before = extremes.length;
    extremes = Arrays.copyOf(extremes, capacity);
    // NaN is the greatest value, so it is where a minimum begins.
    Arrays.fill(extremes, before, capacity, max ? Double.NEGATIVE_INFINITY : Double.NaN);
    seen = Arrays.copyOf(seen, capacity);
  }

  @Override
  public long bytesPerGroup() {
    return 9;
  }

  @Override
  public void add(int[] groupIds, ColumnVector[] arguments, int rows) {
    ColumnVector values = arguments[0];
    if (values.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        if (!values.isNull(i)) {
          merge(groupIds[i], values.doubles()[i]);
        }
      }
    } else if (max) {
      addMax(groupIds, values.doubles(), rows, extremes, seen);
    } else {
      addMin(groupIds, values.doubles(), rows, extremes, seen);
    }
  }

  private static void addMax(
      int[] groupIds, double[] values, int rows, double[] extremes, boolean[] seen) {
    for (int i = 0; i < rows; i++) {
      int group = groupIds[i];
      // Math.max answers NaN if one is NaN, as wanted.
      extremes[group] = Math.max(extremes[group], values[i]);
      seen[group] = true;
    }
  }

  private static void addMin(
      int[] groupIds, double[] values, int rows, double[] extremes, boolean[] seen) {
    for (int i = 0; i < rows; i++) {
      int group = groupIds[i];
      double value = values[i];
      double extreme = extremes[group];
      extremes[group] = value >= extreme || Double.isNaN(value) ? extreme : value;
      seen[group] = true;
    }
  }

  private void merge(int group, double value) {
    int order = Ordering.compare(value, extremes[group]);
    if (max ? order > 0 : order < 0) {
      extremes[group] = value;
    }
    seen[group] = true;
  }

  @Override
  public void addRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    ColumnVector values = arguments[0];
    int count = values.isConstant() ? 1 : rows;
    if (values.hasNulls()) {
      for (int i = 0; i < count; i++) {
        if (!values.isNull(i)) {
          merge(group, values.doubles()[i]);
        }
      }
    } else if (count > 0) {
      merge(group, max ? maximum(values.doubles(), count) : minimum(values.doubles(), count));
    }
  }

  private static double maximum(double[] values, int rows) {
    double extreme = values[0];
    for (int i = 1; i < rows; i++) {
      extreme = Math.max(extreme, values[i]);
    }
    return extreme;
  }

  private static double minimum(double[] values, int rows) {
    double extreme = Double.NaN;
    for (int i = 0; i < rows; i++) {
      double value = values[i];
      extreme = value >= extreme || Double.isNaN(value) ? extreme : value;
    }
    return extreme;
  }

  @Override
  public boolean canAddSummary(
      BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    return true;
  }

  @Override
  public void addSummary(
      int group, BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    DoubleSummaries doubles = (DoubleSummaries) summaries;
    int nans = doubles.nans(block);
    if (nans > 0) {
      merge(group, Double.NaN);
    }
    if (doubles.nonNulls(block) > nans) {
      merge(group, max ? doubles.max(block) : doubles.min(block));
    }
  }

  @Override
  public void addGroups(Accumulator other, int[] groupIds, int count) {
    DoubleExtremeAccumulator that = (DoubleExtremeAccumulator) other;
    for (int i = 0; i < count; i++) {
      if (that.seen[i]) {
        merge(groupIds[i], that.extremes[i]);
      }
    }
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) {
    into.reset(ColumnType.DOUBLE, rows);
    for (int i = 0; i < rows; i++) {
      into.doubles()[i] = extremes[from + i];
      if (!seen[from + i]) {
        Vectors.setNull(into, i);
      }
    }
  }
}
