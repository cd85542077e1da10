package io.pitwall.query.exec.aggregate;

import java.util.Arrays;

/**
 * One value per group, in arrays of a primitive type. Aggregate states are made of slots, so that
 * growth and accounting are written once. Kernels take the arrays; a slot replaces them when it
 * grows, so they must not be kept.
 */
sealed interface Slot {
  /** Makes room for groups 0 … capacity − 1; new groups get the initial value. */
  void grow(int capacity);

  /** Bytes per group. */
  int width();

  /** One long per group. */
  final class Longs implements Slot {
    private final long initial;
    long[] values = new long[0];

    Longs(long initial) {
      this.initial = initial;
    }

    @Override
    public void grow(int capacity) {
      int before = values.length;
      values = Arrays.copyOf(values, capacity);
      Arrays.fill(values, before, capacity, initial);
    }

    @Override
    public int width() {
      return Long.BYTES;
    }
  }

  /** One double per group, at first 0. */
  final class Doubles implements Slot {
    double[] values = new double[0];

    @Override
    public void grow(int capacity) {
      values = Arrays.copyOf(values, capacity);
    }

    @Override
    public int width() {
      return Double.BYTES;
    }
  }

  /** One {@link io.pitwall.storage.column.Int128} per group, at first 0. */
  final class Int128s implements Slot {
    long[] highs = new long[0];
    long[] lows = new long[0];

    @Override
    public void grow(int capacity) {
      highs = Arrays.copyOf(highs, capacity);
      lows = Arrays.copyOf(lows, capacity);
    }

    @Override
    public int width() {
      return 2 * Long.BYTES;
    }
  }

  /** One code of a dictionary per group, at first {@link #NONE}. */
  final class Codes implements Slot {
    static final int NONE = -1;

    int[] values = new int[0];

    @Override
    public void grow(int capacity) {
      int before = values.length;
      values = Arrays.copyOf(values, capacity);
      Arrays.fill(values, before, capacity, NONE);
    }

    @Override
    public int width() {
      return Integer.BYTES;
    }
  }

  /** One flag per group, at first false. A byte and not a bit, since kernels only store it. */
  final class Flags implements Slot {
    boolean[] values = new boolean[0];

    @Override
    public void grow(int capacity) {
      values = Arrays.copyOf(values, capacity);
    }

    @Override
    public int width() {
      return 1;
    }
  }
}
