package io.pitwall.storage.segment;

import io.pitwall.storage.column.Int128;
import io.pitwall.storage.read.DoubleSummaries;
import io.pitwall.storage.read.LongSummaries;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Summaries of a LONG column as those of the DOUBLE column that it has become. All its longs are
 * exact as doubles, and so are minima and maxima. A sum is the nearest double; the compensation is
 * the rest.
 */
final class WidenedSummaries implements DoubleSummaries {
  private static final double TWO_TO_63 = 0x1p63;

  private final LongSummaries longs;

  WidenedSummaries(LongSummaries longs) {
    this.longs = longs;
  }

  @Override
  public int nonNulls(int block) {
    return longs.nonNulls(block);
  }

  @Override
  public int nans(int block) {
    return 0;
  }

  @Override
  public double min(int block) {
    return (double) longs.min(block);
  }

  @Override
  public double max(int block) {
    return (double) longs.max(block);
  }

  @Override
  public double sum(int block) {
    return Int128.toDouble(longs.sumHigh(block), longs.sumLow(block));
  }

  @Override
  public double sumCompensation(int block) {
    long high = longs.sumHigh(block);
    long low = longs.sumLow(block);
    double sum = Int128.toDouble(high, low);
    if (Int128.fitsLong(high, low) && Math.abs(sum) < TWO_TO_63) {
      return (double) (low - (long) sum);
    }
    BigInteger rounded = new BigDecimal(sum).toBigIntegerExact();
    return Int128.toBigInteger(high, low).subtract(rounded).doubleValue();
  }
}
