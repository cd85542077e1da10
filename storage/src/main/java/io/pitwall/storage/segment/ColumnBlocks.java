package io.pitwall.storage.segment;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.GrowingDictionary;
import io.pitwall.storage.column.Presence;
import io.pitwall.storage.encoding.BlockEncoder;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.kernel.DoubleStatistics;
import io.pitwall.storage.kernel.KernelProvider;
import io.pitwall.storage.kernel.Kernels;
import io.pitwall.storage.kernel.LongStatistics;
import io.pitwall.storage.limit.FormatLimits;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the blocks of one column after another and takes their statistics. Null rows get the
 * value of a row before them, so that they cost next to nothing. Owned by one thread.
 */
final class ColumnBlocks {
  private static final int ROWS = FormatLimits.BLOCK_ROWS;

  private final BlockEncoder encoder;
  private final Kernels kernels = KernelProvider.kernels();
  private final ByteSink part = new ByteSink(1024);
  private final long[] filledLongs = new long[ROWS];
  private final double[] filledDoubles = new double[ROWS];
  private final int[] filledCodes = new int[ROWS];
  private final LongStatistics longs = new LongStatistics();
  private final LongStatistics allLongs = new LongStatistics();
  private final DoubleStatistics doubles = new DoubleStatistics();
  private final DoubleStatistics allDoubles = new DoubleStatistics();
  private ColumnType type = ColumnType.LONG;
  private int dictionarySize;
  private int allValues;
  private int allMinCode;
  private int allMaxCode;

  ColumnBlocks(BlockEncoder encoder) {
    this.encoder = encoder;
  }

  void begin(ColumnType newType, int newDictionarySize) {
    type = newType;
    dictionarySize = newDictionarySize;
    allLongs.clear();
    allDoubles.clear();
    allValues = 0;
    allMinCode = -1;
    allMaxCode = -1;
  }

  /** The statistics of all blocks since {@link #begin}, as block 0. */
  BlockStatistics totals() {
    BlockStatistics totals = BlockStatistics.empty(type, 1);
    switch (totals) {
      case LongBlockStatistics of -> of.set(0, allLongs);
      case DoubleBlockStatistics of -> of.set(0, allDoubles);
      case CodeBlockStatistics of -> of.set(0, allValues, allMinCode, allMaxCode);
    }
    return totals;
  }

  void longs(
      long[] values,
      int count,
      long @Nullable [] present,
      int block,
      LongBlockStatistics statistics,
      ByteSink out) {
    longs.clear();
    int nonNulls = count(present, count);
    if (nonNulls == count) {
      kernels.statistics(values, 0, count, longs);
      encoder.encodeLongs(values, 0, count, out);
    } else if (nonNulls > 0 && present != null) {
      kernels.statistics(values, 0, count, present, 0, longs);
      putPresence(present, count, out);
      long filler = values[Presence.first(present)];
      Presence.fillNulls(values, count, present, filler, filledLongs);
      encoder.encodeLongs(filledLongs, 0, count, out);
    }
    if (type == ColumnType.BOOLEAN && nonNulls > 0 && (longs.min() < 0 || longs.max() > 1)) {
      throw new IllegalArgumentException("a boolean that is neither 0 nor 1");
    }
    statistics.set(block, longs);
    allLongs.merge(longs);
  }

  void doubles(
      double[] values,
      int count,
      long @Nullable [] present,
      int block,
      DoubleBlockStatistics statistics,
      ByteSink out) {
    doubles.clear();
    int nonNulls = count(present, count);
    if (nonNulls == count) {
      kernels.statistics(values, 0, count, doubles);
      encoder.encodeDoubles(values, 0, count, out);
    } else if (nonNulls > 0 && present != null) {
      kernels.statistics(values, 0, count, present, 0, doubles);
      putPresence(present, count, out);
      double filler = values[Presence.first(present)];
      Presence.fillNulls(values, count, present, filler, filledDoubles);
      encoder.encodeDoubles(filledDoubles, 0, count, out);
    }
    statistics.set(block, doubles);
    allDoubles.merge(doubles);
  }

  void codes(
      int[] values,
      int count,
      long @Nullable [] present,
      int block,
      CodeBlockStatistics statistics,
      ByteSink out) {
    int nonNulls = count(present, count);
    int min = Integer.MAX_VALUE;
    int max = -1;
    int code = nonNulls == 0 ? 0 : values[present == null ? 0 : Presence.first(present)];
    for (int i = 0; i < count; i++) {
      if (Presence.hasOrAll(present, i)) {
        code = values[i];
        min = Math.min(min, code);
        max = Math.max(max, code);
      }
      filledCodes[i] = code;
    }
    if (nonNulls == 0) {
      statistics.set(block, 0, -1, -1);
      return;
    }
    if (min < 0 || max >= dictionarySize) {
      throw new IllegalArgumentException(
          "codes from %d to %d of a dictionary of %d".formatted(min, max, dictionarySize));
    }
    if (nonNulls < count && present != null) {
      putPresence(present, count, out);
    }
    encoder.encodeCodes(filledCodes, 0, count, out);
    statistics.set(block, nonNulls, min, max);
    allMinCode = allMinCode < 0 ? min : Math.min(allMinCode, min);
    allMaxCode = Math.max(allMaxCode, max);
    allValues += nonNulls;
  }

  void text(
      byte[] utf8,
      int[] ends,
      int count,
      long @Nullable [] present,
      int block,
      CodeBlockStatistics statistics,
      ByteSink out) {
    int nonNulls = count(present, count);
    statistics.set(block, nonNulls, -1, -1);
    if (nonNulls == 0) {
      return;
    }
    GrowingDictionary distinct = new GrowingDictionary();
    int code = 0;
    for (int i = 0; i < count; i++) {
      if (Presence.hasOrAll(present, i)) {
        int start = i == 0 ? 0 : ends[i - 1];
        code = distinct.code(utf8, start, ends[i] - start);
      }
      filledCodes[i] = code;
    }
    if (nonNulls < count && present != null) {
      putPresence(present, count, out);
    }
    part.clear();
    encoder.encodeCodes(filledCodes, 0, count, part);
    putPart(out);
    out.putVarInt(distinct.size());
    encoder.encodeText(distinct.arena(), distinct.ends(), 0, distinct.size(), out);
    allValues += nonNulls;
  }

  private void putPresence(long[] present, int count, ByteSink out) {
    part.clear();
    encoder.encodePresence(present, 0, count, part);
    putPart(out);
  }

  private void putPart(ByteSink out) {
    out.putVarInt(part.size());
    out.putBytes(part.array(), 0, part.size());
  }

  private static int count(long @Nullable [] present, int rows) {
    return present == null ? rows : Presence.count(present, rows);
  }
}
