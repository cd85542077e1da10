package io.pitwall.storage.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels} on the Vector API; the only class that may touch it.
 *
 * <p>A vector holds 2, 4 or 8 longs. Where the contract fixes more lanes (16 of bit packing, 8 of
 * sums), groups of lanes are worked off one after the other, so that the result does not depend on
 * the vector's length.
 */
public final class VectorKernels implements Kernels {
  private static final VectorSpecies<Long> LONGS = atMost512Bits(LongVector.SPECIES_PREFERRED);
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, LONGS.vectorShape());
  private static final int STEP = LONGS.length();
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(Math.max(64, LONGS.vectorBitSize() / 2)));

  private static final double ROUNDER = ScalarKernels.ROUNDER;
  private static final long ROUNDER_BITS = ScalarKernels.ROUNDER_BITS;

  private static VectorSpecies<Long> atMost512Bits(VectorSpecies<Long> preferred) {
    return preferred.vectorBitSize() > 512 ? LongVector.SPECIES_512 : preferred;
  }

  /** Bits of the vectors that this machine prefers. */
  static int vectorBits() {
    return LONGS.vectorBitSize();
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public void profile(long[] values, int offset, int count, LongProfile into) {
    long first = values[offset];
    LongVector mins = LongVector.broadcast(LONGS, first);
    LongVector maxs = mins;
    LongVector minDeltas = LongVector.broadcast(LONGS, Long.MAX_VALUE);
    LongVector maxDeltas = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    int changes = 0;
    int i = offset + 1;
    int end = offset + count;
    for (; i <= end - STEP; i += STEP) {
      LongVector value = LongVector.fromArray(LONGS, values, i);
      LongVector delta = value.sub(LongVector.fromArray(LONGS, values, i - 1));
      mins = mins.min(value);
      maxs = maxs.max(value);
      minDeltas = minDeltas.min(delta);
      maxDeltas = maxDeltas.max(delta);
      changes += delta.compare(VectorOperators.NE, 0L).trueCount();
    }
    long min = mins.reduceLanes(VectorOperators.MIN);
    long max = maxs.reduceLanes(VectorOperators.MAX);
    long minDelta = minDeltas.reduceLanes(VectorOperators.MIN);
    long maxDelta = maxDeltas.reduceLanes(VectorOperators.MAX);
    for (; i < end; i++) {
      long delta = values[i] - values[i - 1];
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      minDelta = Math.min(minDelta, delta);
      maxDelta = Math.max(maxDelta, delta);
      changes += delta == 0 ? 0 : 1;
    }
    ScalarKernels.fill(into, min, max, minDelta, maxDelta, changes, count);
  }

  @Override
  public void deltas(long[] values, int offset, int count, long[] into) {
    int i = 0;
    int deltas = count - 1;
    for (; i <= deltas - STEP; i += STEP) {
      LongVector.fromArray(LONGS, values, offset + i + 1)
          .sub(LongVector.fromArray(LONGS, values, offset + i))
          .intoArray(into, i);
    }
    for (; i < deltas; i++) {
      into[i] = values[offset + i + 1] - values[offset + i];
    }
  }

  /** Each sum waits for the one before it: the plain loop runs at the speed of that chain. */
  @Override
  public void prefixSum(long first, long[] values, int offset, int count) {
    long sum = first;
    for (int i = offset; i < offset + count; i++) {
      sum += values[i];
      values[i] = sum;
    }
  }

  @Override
  public void pack(long[] values, int offset, int count, long base, int width, long[] words) {
    for (int lane = 0; lane < LANES; lane += STEP) {
      packLanes(values, offset, count, base, width, words, lane);
    }
  }

  private static void packLanes(
      long[] values, int offset, int count, long base, int width, long[] words, int lane) {
    int fullRows = count / LANES;
    LongVector word = LongVector.zero(LONGS);
    int shift = 0;
    int in = offset + lane;
    int out = lane;
    for (int row = 0; row < fullRows; row++) {
      LongVector value = LongVector.fromArray(LONGS, values, in).sub(base);
      in += LANES;
      word = word.or(value.lanewise(VectorOperators.LSHL, shift));
      shift += width;
      if (shift >= 64) {
        word.intoArray(words, out);
        out += LANES;
        shift -= 64;
        word = value.lanewise(VectorOperators.LSHR, width - shift);
      }
    }
    if (count % LANES != 0) {
      VectorMask<Long> present = LONGS.indexInRange(lane, count % LANES);
      LongVector value =
          LongVector.fromArray(LONGS, values, in, present)
              .lanewise(VectorOperators.SUB, base, present);
      word = word.or(value.lanewise(VectorOperators.LSHL, shift));
      shift += width;
      if (shift >= 64) {
        word.intoArray(words, out);
        out += LANES;
        shift -= 64;
        word = value.lanewise(VectorOperators.LSHR, width - shift);
      }
    }
    if (shift > 0) {
      word.intoArray(words, out);
    }
  }

  @Override
  public void unpack(long[] words, int width, long base, long[] into, int offset, int count) {
    for (int lane = 0; lane < LANES; lane += STEP) {
      unpackLanes(words, lane, width, base, into, offset, count);
    }
  }

  private static void unpackLanes(
      long[] words, int lane, int width, long base, long[] into, int offset, int count) {
    int fullRows = count / LANES;
    long mask = (1L << width) - 1;
    LongVector word = LongVector.fromArray(LONGS, words, lane);
    int next = lane + LANES;
    int shift = 0;
    int out = offset + lane;
    for (int row = 0; row < fullRows; row++) {
      LongVector value = word.lanewise(VectorOperators.LSHR, shift);
      shift += width;
      if (shift >= 64) {
        shift -= 64;
        word = LongVector.fromArray(LONGS, words, next);
        next += LANES;
        value = value.or(word.lanewise(VectorOperators.LSHL, width - shift));
      }
      value.and(mask).add(base).intoArray(into, out);
      out += LANES;
    }
    if (count % LANES != 0) {
      LongVector value = word.lanewise(VectorOperators.LSHR, shift);
      shift += width;
      if (shift >= 64) {
        shift -= 64;
        word = LongVector.fromArray(LONGS, words, next);
        value = value.or(word.lanewise(VectorOperators.LSHL, width - shift));
      }
      value.and(mask).add(base).intoArray(into, out, LONGS.indexInRange(lane, count % LANES));
    }
  }

  @Override
  public int encodeDecimals(
      double[] values,
      int offset,
      int count,
      int exponent,
      long[] mantissas,
      long[] exceptions,
      LongProfile into) {
    ScalarKernels.clear(exceptions, count);
    double scale = ScalarKernels.powerOfTen(exponent);
    LongVector mins = LongVector.broadcast(LONGS, Long.MAX_VALUE);
    LongVector maxs = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    int i = 0;
    for (; i <= count - STEP; i += STEP) {
      DoubleVector value = DoubleVector.fromArray(DOUBLES, values, offset + i);
      DoubleVector scaled = value.mul(scale);
      DoubleVector shifted = scaled.add(ROUNDER);
      LongVector mantissa = shifted.reinterpretAsLongs().sub(ROUNDER_BITS);
      LongVector back = shifted.sub(ROUNDER).div(scale).reinterpretAsLongs();
      VectorMask<Long> exact =
          back.compare(VectorOperators.EQ, value.reinterpretAsLongs())
              .and(scaled.abs().compare(VectorOperators.LE, (double) MAX_MANTISSA).cast(LONGS));
      mantissa.intoArray(mantissas, i);
      mins = mins.min(mantissa.blend(Long.MAX_VALUE, exact.not()));
      maxs = maxs.max(mantissa.blend(Long.MIN_VALUE, exact.not()));
      exceptions[i >> 6] |= exact.not().toLong() << i;
    }
    into.min = mins.reduceLanes(VectorOperators.MIN);
    into.max = maxs.reduceLanes(VectorOperators.MAX);
    ScalarKernels.encodeDecimalRange(
        values, offset, i, count, exponent, mantissas, exceptions, into);
    return ScalarKernels.patchExceptions(count, mantissas, exceptions, into);
  }

  @Override
  public void decodeDecimals(long[] mantissas, int exponent, double[] into, int offset, int count) {
    double scale = ScalarKernels.powerOfTen(exponent);
    int i = 0;
    for (; i <= count - STEP; i += STEP) {
      LongVector.fromArray(LONGS, mantissas, i)
          .add(ROUNDER_BITS)
          .reinterpretAsDoubles()
          .sub(ROUNDER)
          .div(scale)
          .intoArray(into, offset + i);
    }
    ScalarKernels.decodeDecimalRange(mantissas, exponent, into, offset, i, count);
  }

  @Override
  public void widen(int[] values, int offset, int count, long[] into) {
    int i = 0;
    for (; i <= count - STEP; i += STEP) {
      IntVector value = IntVector.fromArray(INTS, values, offset + i);
      ((LongVector) value.convertShape(VectorOperators.I2L, LONGS, 0)).intoArray(into, i);
    }
    for (; i < count; i++) {
      into[i] = values[offset + i];
    }
  }

  @Override
  public boolean narrow(long[] values, int[] into, int offset, int count) {
    LongVector seenVector = LongVector.zero(LONGS);
    int i = 0;
    for (; i <= count - STEP; i += STEP) {
      LongVector value = LongVector.fromArray(LONGS, values, i);
      seenVector = seenVector.or(value);
      ((IntVector) value.convertShape(VectorOperators.L2I, INTS, 0)).intoArray(into, offset + i);
    }
    long seen = seenVector.reduceLanes(VectorOperators.OR);
    for (; i < count; i++) {
      seen |= values[i];
      into[offset + i] = (int) values[i];
    }
    return seen >>> 31 == 0;
  }

  @Override
  public void statistics(long[] values, int offset, int count, LongStatistics into) {
    LongVector mins = LongVector.broadcast(LONGS, Long.MAX_VALUE);
    LongVector maxs = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    LongVector uppers = LongVector.zero(LONGS);
    LongVector lowers = LongVector.zero(LONGS);
    int i = 0;
    for (; i <= count - STEP; i += STEP) {
      LongVector value = LongVector.fromArray(LONGS, values, offset + i);
      mins = mins.min(value);
      maxs = maxs.max(value);
      uppers = uppers.add(value.lanewise(VectorOperators.ASHR, 32));
      lowers = lowers.add(value.and(0xFFFFFFFFL));
    }
    long min = mins.reduceLanes(VectorOperators.MIN);
    long max = maxs.reduceLanes(VectorOperators.MAX);
    long upper = uppers.reduceLanes(VectorOperators.ADD);
    long lower = lowers.reduceLanes(VectorOperators.ADD);
    for (; i < count; i++) {
      long value = values[offset + i];
      min = Math.min(min, value);
      max = Math.max(max, value);
      upper += value >> 32;
      lower += value & 0xFFFFFFFFL;
    }
    into.add(count, min, max, upper, lower);
  }

  @Override
  public void statistics(
      long[] values, int offset, int count, long[] presence, int bitOffset, LongStatistics into) {
    LongVector mins = LongVector.broadcast(LONGS, Long.MAX_VALUE);
    LongVector maxs = LongVector.broadcast(LONGS, Long.MIN_VALUE);
    LongVector uppers = LongVector.zero(LONGS);
    LongVector lowers = LongVector.zero(LONGS);
    int seen = 0;
    for (int i = 0; i < count; i += STEP) {
      VectorMask<Long> present =
          LONGS.indexInRange(i, count).and(presentRows(presence, bitOffset, i, count));
      LongVector value = LongVector.fromArray(LONGS, values, offset + i, present);
      seen += present.trueCount();
      mins = mins.lanewise(VectorOperators.MIN, value, present);
      maxs = maxs.lanewise(VectorOperators.MAX, value, present);
      uppers = uppers.add(value.lanewise(VectorOperators.ASHR, 32));
      lowers = lowers.add(value.and(0xFFFFFFFFL));
    }
    into.add(
        seen,
        mins.reduceLanes(VectorOperators.MIN),
        maxs.reduceLanes(VectorOperators.MAX),
        uppers.reduceLanes(VectorOperators.ADD),
        lowers.reduceLanes(VectorOperators.ADD));
  }

  /** The presence of the rows from {@code row} on, which is below {@code count}. */
  private static VectorMask<Long> presentRows(long[] presence, int bitOffset, int row, int count) {
    return VectorMask.fromLong(LONGS, presenceBits(presence, bitOffset, row, count));
  }

  /**
   * At least {@link #SUM_LANES} bits of presence from {@code row} on; those at and after {@code
   * count} mean nothing.
   */
  private static long presenceBits(long[] presence, int bitOffset, int row, int count) {
    int bit = bitOffset + row;
    int word = bit >> 6;
    long bits = presence[word] >>> bit;
    int inWord = 64 - (bit & 63);
    if (inWord < SUM_LANES && inWord < count - row) {
      bits |= presence[word + 1] << inWord;
    }
    return bits;
  }

  @Override
  public void statistics(double[] values, int offset, int count, DoubleStatistics into) {
    for (int lane = 0; lane < SUM_LANES; lane += STEP) {
      addLanes(values, offset, count, lane, into);
    }
  }

  private static void addLanes(
      double[] values, int offset, int count, int lane, DoubleStatistics into) {
    DoubleVector mins = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
    DoubleVector maxs = DoubleVector.broadcast(DOUBLES, Double.NEGATIVE_INFINITY);
    DoubleVector sums = DoubleVector.zero(DOUBLES);
    DoubleVector compensations = sums;
    int seen = 0;
    int numbers = 0;
    int i = lane;
    for (; i <= count - STEP; i += SUM_LANES) {
      DoubleVector value = DoubleVector.fromArray(DOUBLES, values, offset + i);
      VectorMask<Double> number = value.compare(VectorOperators.EQ, value);
      seen += STEP;
      numbers += number.trueCount();
      mins = mins.min(value.blend(Double.POSITIVE_INFINITY, number.not()));
      maxs = maxs.max(value.blend(Double.NEGATIVE_INFINITY, number.not()));
      DoubleVector term = value.blend(0.0, number.not());
      DoubleVector total = sums.add(term);
      DoubleVector part = total.sub(sums);
      compensations = compensations.add(sums.sub(total.sub(part)).add(term.sub(part)));
      sums = total;
    }
    if (i < count) {
      VectorMask<Double> inRange = DOUBLES.indexInRange(i, count);
      DoubleVector value = DoubleVector.fromArray(DOUBLES, values, offset + i, inRange);
      VectorMask<Double> number = value.compare(VectorOperators.EQ, value).and(inRange);
      seen += inRange.trueCount();
      numbers += number.trueCount();
      mins = mins.min(value.blend(Double.POSITIVE_INFINITY, number.not()));
      maxs = maxs.max(value.blend(Double.NEGATIVE_INFINITY, number.not()));
      DoubleVector term = value.blend(0.0, number.not());
      DoubleVector total = sums.add(term);
      DoubleVector part = total.sub(sums);
      compensations = compensations.add(sums.sub(total.sub(part)).add(term.sub(part)));
      sums = total;
    }
    finish(mins, maxs, sums, compensations, seen, numbers, into);
  }

  @Override
  public void statistics(
      double[] values,
      int offset,
      int count,
      long[] presence,
      int bitOffset,
      DoubleStatistics into) {
    for (int lane = 0; lane < SUM_LANES; lane += STEP) {
      addPresentLanes(values, offset, count, lane, presence, bitOffset, into);
    }
  }

  private static void addPresentLanes(
      double[] values,
      int offset,
      int count,
      int lane,
      long[] presence,
      int bitOffset,
      DoubleStatistics into) {
    DoubleVector mins = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
    DoubleVector maxs = DoubleVector.broadcast(DOUBLES, Double.NEGATIVE_INFINITY);
    DoubleVector sums = DoubleVector.zero(DOUBLES);
    DoubleVector compensations = sums;
    int seen = 0;
    int numbers = 0;
    for (int i = lane; i < count; i += SUM_LANES) {
      VectorMask<Double> present =
          DOUBLES
              .indexInRange(i, count)
              .and(presentRows(presence, bitOffset, i, count).cast(DOUBLES));
      DoubleVector value = DoubleVector.fromArray(DOUBLES, values, offset + i, present);
      VectorMask<Double> number = value.compare(VectorOperators.EQ, value).and(present);
      seen += present.trueCount();
      numbers += number.trueCount();
      mins = mins.min(value.blend(Double.POSITIVE_INFINITY, number.not()));
      maxs = maxs.max(value.blend(Double.NEGATIVE_INFINITY, number.not()));
      DoubleVector term = value.blend(0.0, number.not());
      DoubleVector total = sums.add(term);
      DoubleVector part = total.sub(sums);
      compensations = compensations.add(sums.sub(total.sub(part)).add(term.sub(part)));
      sums = total;
    }
    finish(mins, maxs, sums, compensations, seen, numbers, into);
  }

  /** Minimum and maximum don't depend on the order of lanes; the sums are added lane by lane. */
  private static void finish(
      DoubleVector mins,
      DoubleVector maxs,
      DoubleVector sums,
      DoubleVector compensations,
      int seen,
      int numbers,
      DoubleStatistics into) {
    into.add(
        seen,
        seen - numbers,
        mins.reduceLanes(VectorOperators.MIN),
        maxs.reduceLanes(VectorOperators.MAX));
    for (int lane = 0; lane < STEP; lane++) {
      into.addSum(sums.lane(lane), compensations.lane(lane));
    }
  }
}
