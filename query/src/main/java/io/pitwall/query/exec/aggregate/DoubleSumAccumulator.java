package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.DoubleSummaries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * SUM and AVG of doubles. Each addition's rounding error is kept apart and added at the end, by
 * Knuth's branch-free form of what Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation
 * endlicher Summen" (1974), compensates; so the result hardly depends on the order of rows.
 */
public final class DoubleSumAccumulator extends Accumulator {
  private final SumKind kind;
  private double[] sums = new double[0];
  private double[] errors = new double[0];
  private long[] counts = new long[0];

  public DoubleSumAccumulator(SumKind kind) {
    this.kind = kind;
  }

  @Override
  public ColumnType type() {
    return ColumnType.DOUBLE;
  }

  @Override
  public void ensureCapacity(int capacity) {
    sums = Arrays.copyOf(sums, capacity);
    errors = Arrays.copyOf(errors, capacity);
    counts = Arrays.copyOf(counts, capacity);
  }

  @Override
  public long bytesPerGroup() {
    return 24;
  }

  @Override
  public void add(int[] groupIds, ColumnVector[] arguments, int rows) {
    ColumnVector values = arguments[0];
    if (values.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        if (!values.isNull(i)) {
          merge(groupIds[i], values.doubles()[i], 0, 1);
        }
      }
    } else {
      addAll(groupIds, values.doubles(), rows, sums, errors, counts);
    }
  }

  private static void addAll(
      int[] groupIds, double[] values, int rows, double[] sums, double[] errors, long[] counts) {
    for (int i = 0; i < rows; i++) {
      int group = groupIds[i];
      double value = values[i];
      double before = sums[group];
      double after = before + value;
      sums[group] = after;
      errors[group] += error(before, value, after);
      counts[group]++;
    }
  }

  /** What {@code a + b} lost when it was rounded to {@code sum}. */
  private static double error(double a, double b, double sum) {
    double bRounded = sum - a;
    return (a - (sum - bRounded)) + (b - bRounded);
  }

  private void merge(int group, double value, double error, long count) {
    double before = sums[group];
    double after = before + value;
    sums[group] = after;
    errors[group] += error(before, value, after) + error;
    counts[group] += count;
  }

  @Override
  public void addRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    ColumnVector values = arguments[0];
    if (values.isConstant() && values.hasNulls()) {
      return;
    }
    if (values.isConstant() || values.hasNulls()) {
      int step = values.isConstant() ? 0 : 1;
      for (int i = 0; i < rows; i++) {
        if (!values.isNull(i * step)) {
          merge(group, values.doubles()[i * step], 0, 1);
        }
      }
      return;
    }
    addLanes(group, values.doubles(), rows);
  }

  /** Four sums at a time, since each addition waits for the one before. */
  private void addLanes(int group, double[] values, int rows) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double errorSum = 0;
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      double t0 = s0 + values[i];
      double t1 = s1 + values[i + 1];
      double t2 = s2 + values[i + 2];
      double t3 = s3 + values[i + 3];
      errorSum +=
          error(s0, values[i], t0)
              + error(s1, values[i + 1], t1)
              + (error(s2, values[i + 2], t2) + error(s3, values[i + 3], t3));
      s0 = t0;
      s1 = t1;
      s2 = t2;
      s3 = t3;
    }
    merge(group, s0, errorSum, rows);
    merge(group, s1, 0, 0);
    merge(group, s2, 0, 0);
    merge(group, s3, 0, 0);
    for (; i < rows; i++) {
      merge(group, values[i], 0, 0);
    }
  }

  /** Adds many values whose sum, those that are NaN left out, is known. */
  private void add(int group, long nans, double sum, double compensation, int nonNulls) {
    double whole = nans == 0 ? sum : Double.NaN;
    merge(group, whole, Double.isFinite(whole) ? compensation : 0, nonNulls);
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
    add(
        group,
        doubles.nans(block),
        doubles.sum(block),
        doubles.sumCompensation(block),
        doubles.nonNulls(block));
  }

  @Override
  public void addGroups(Accumulator other, int[] groupIds, int count) {
    DoubleSumAccumulator that = (DoubleSumAccumulator) other;
    for (int i = 0; i < count; i++) {
      merge(groupIds[i], that.sums[i], that.errors[i], that.counts[i]);
    }
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) {
    into.reset(ColumnType.DOUBLE, rows);
    for (int i = 0; i < rows; i++) {
      int group = from + i;
      if (counts[group] == 0 && kind != SumKind.SUM_OR_ZERO) {
        Vectors.setNull(into, i);
        continue;
      }
      double sum = sums[group];
      // After an infinity the errors are NaN, but the sum is right.
      double exact = Double.isFinite(sum) ? sum + errors[group] : sum;
      into.doubles()[i] = kind == SumKind.AVERAGE ? exact / counts[group] : exact;
    }
  }
}
