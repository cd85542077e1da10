package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.DoubleArithmetic;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.read.DoubleSummaries;

/**
 * Sums of doubles. Each addition's rounding error is kept apart and added at the end, by Knuth's
 * branch-free form of what Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation
 * endlicher Summen" (1974), compensates; so the result hardly depends on the order of rows.
 *
 * <p>A sum that is not finite although all its values are has left the range of a double on the
 * way. That is an error, so groups that have seen an infinity or NaN are marked.
 */
final class DoubleSumState extends SumState {
  private final Slot.Doubles sums;
  private final Slot.Doubles errors;
  private final Slot.Flags specials;

  DoubleSumState(GroupSlots slots) {
    super(slots);
    sums = slots.doubles();
    errors = slots.doubles();
    specials = slots.flags();
  }

  @Override
  ColumnType type() {
    return ColumnType.DOUBLE;
  }

  @Override
  public void update(int[] groupIds, ColumnVector[] arguments, int rows) {
    ColumnVector values = arguments[0];
    if (values.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        if (!values.isNull(i)) {
          addValue(groupIds[i], values.doubles()[i]);
        }
      }
    } else {
      addAll(groupIds, values.doubles(), rows, sums.values, errors.values, counts.values);
      if (!DoubleArithmetic.areFinite(values.doubles(), rows)) {
        markSpecials(groupIds, values.doubles(), rows);
      }
    }
  }

  private void markSpecials(int[] groupIds, double[] values, int rows) {
    for (int i = 0; i < rows; i++) {
      specials.values[groupIds[i]] |= !Double.isFinite(values[i]);
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

  /** Adds a sum and its rounding error. */
  private void add(int group, double value, double error, long count) {
    double before = sums.values[group];
    double after = before + value;
    sums.values[group] = after;
    errors.values[group] += error(before, value, after) + error;
    counts.values[group] += count;
  }

  private void addValue(int group, double value) {
    add(group, value, 0, 1);
    specials.values[group] |= !Double.isFinite(value);
  }

  @Override
  public void updateRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    ColumnVector values = arguments[0];
    if (values.isConstant() && values.hasNulls()) {
      return;
    }
    if (values.isConstant() || values.hasNulls()) {
      int step = values.isConstant() ? 0 : 1;
      for (int i = 0; i < rows; i++) {
        if (!values.isNull(i * step)) {
          addValue(group, values.doubles()[i * step]);
        }
      }
      return;
    }
    addLanes(group, values.doubles(), rows);
    specials.values[group] |= !DoubleArithmetic.areFinite(values.doubles(), rows);
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
    add(group, s0, errorSum, rows);
    add(group, s1, 0, 0);
    add(group, s2, 0, 0);
    add(group, s3, 0, 0);
    for (; i < rows; i++) {
      add(group, values[i], 0, 0);
    }
  }

  /** Adds the values of a block, of which some may be NaN. */
  void add(int group, DoubleSummaries summaries, int block) {
    double sum = summaries.nans(block) == 0 ? summaries.sum(block) : Double.NaN;
    double compensation = Double.isFinite(sum) ? summaries.sumCompensation(block) : 0;
    add(group, sum, compensation, summaries.nonNulls(block));
    specials.values[group] |= hasSpecial(summaries, block);
  }

  private static boolean hasSpecial(DoubleSummaries summaries, int block) {
    int nans = summaries.nans(block);
    boolean onlyNans = nans == summaries.nonNulls(block);
    return nans > 0
        || !onlyNans
            && (Double.isInfinite(summaries.min(block)) || Double.isInfinite(summaries.max(block)));
  }

  @Override
  public void merge(AggregateState other, int[] groupIds, int count) {
    DoubleSumState that = (DoubleSumState) other;
    for (int i = 0; i < count; i++) {
      add(groupIds[i], that.sums.values[i], that.errors.values[i], that.counts.values[i]);
      specials.values[groupIds[i]] |= that.specials.values[i];
    }
  }

  @Override
  void emitSum(int group, ColumnVector into, int row) throws QueryException {
    into.doubles()[row] = sum(group);
  }

  @Override
  double sum(int group) throws QueryException {
    double sum = sums.values[group];
    // After an infinity the errors are NaN, but the sum is right.
    double corrected = Double.isFinite(sum) ? sum + errors.values[group] : sum;
    if (!Double.isFinite(corrected) && !specials.values[group]) {
      throw new QueryException(
          QueryException.Kind.OUT_OF_RANGE, "a sum of doubles is out of the range of a double");
    }
    return corrected;
  }
}
