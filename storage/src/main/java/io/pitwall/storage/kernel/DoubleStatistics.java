package io.pitwall.storage.kernel;

/**
 * Count, NaNs, minimum, maximum and compensated sum of doubles. Mutable, owned by one thread;
 * starts empty.
 *
 * <p>NaNs are counted and take no part in minimum, maximum and sum. Minimum and maximum order −0.0
 * before 0.0, as {@link Math#min}; with nothing but NaNs they are +∞ and −∞.
 *
 * <p><b>The sum</b> is that of Kahan and Babuška in Neumaier's form: beside the running sum the
 * rounding error of each addition is collected, found by Knuth's branch-free two-sum. A kernel
 * gives row {@code i} of its range to lane {@code i % 8}, and adds the lanes to this holder in the
 * order 0 to 7; so the bits of the result depend on the calls and the rows alone, not on the
 * machine. {@link #sum} and {@link #compensation} are kept apart until {@link #total}.
 */
public final class DoubleStatistics {
  private long count;
  private long nans;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double sum;
  private double compensation;

  /** Forgets everything. */
  public void clear() {
    set(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, 0);
  }

  /** Takes over figures that were stored. */
  public void set(long count, long nans, double min, double max, double sum, double compensation) {
    this.count = count;
    this.nans = nans;
    this.min = min;
    this.max = max;
    this.sum = sum;
    this.compensation = compensation;
  }

  /** Adds all that {@code other} has seen. */
  public void merge(DoubleStatistics other) {
    add(other.count, other.nans, other.min, other.max);
    addSum(other.sum, other.compensation);
  }

  /** Adds {@code value}, {@code times} times over (a run or a constant block), as one product. */
  public void addRepeated(double value, long times) {
    if (times == 0) {
      return;
    }
    if (Double.isNaN(value)) {
      add(times, times, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
      return;
    }
    add(times, 0, value, value);
    double product = value * times;
    double error = Double.isInfinite(product) ? 0 : Math.fma(value, (double) times, -product);
    addSum(product, error);
  }

  void add(long values, long notNumbers, double smallest, double largest) {
    count += values;
    nans += notNumbers;
    min = Math.min(min, smallest);
    max = Math.max(max, largest);
  }

  void addSum(double term, double error) {
    double total = sum + term;
    double part = total - sum;
    compensation += ((sum - (total - part)) + (term - part)) + error;
    sum = total;
  }

  /** Values seen, NaNs among them. */
  public long count() {
    return count;
  }

  public long nans() {
    return nans;
  }

  /** The smallest value that is not NaN. */
  public double min() {
    return min;
  }

  /** The largest value that is not NaN. */
  public double max() {
    return max;
  }

  /** The running sum of the values that are not NaN. */
  public double sum() {
    return sum;
  }

  /**
   * The collected rounding errors, to be added to {@link #sum}; meaningless once the sum is not
   * finite.
   */
  public double compensation() {
    return compensation;
  }

  /**
   * The best double for the sum of all values: NaN when one was NaN, infinite as the running sum
   * is.
   */
  public double total() {
    if (nans > 0) {
      return Double.NaN;
    }
    return Double.isFinite(sum) && Double.isFinite(compensation) ? sum + compensation : sum;
  }
}
