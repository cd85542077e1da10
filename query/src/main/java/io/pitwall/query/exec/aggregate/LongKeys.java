package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Ordering;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.column.SeededHash;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.CodeSummaries;
import io.pitwall.storage.read.DoubleSummaries;
import io.pitwall.storage.read.LongSummaries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are longs, times, booleans, or doubles (by a long that is equal where the doubles are).
 * Small numbers are looked up in an array, others in an open-addressing hash.
 */
final class LongKeys extends KeyColumn {
  private static final int MAX_DIRECT = 1 << 16;

  private final ColumnType type;
  private int[] direct = new int[256]; // code + 1
  private int[] slots = new int[64]; // code + 1
  private long[] values = new long[64];
  private int size;
  private final long[] bits = new long[ColumnVector.CAPACITY];
  private boolean hasPositiveZero;
  private boolean hasNegativeZero;

  LongKeys(ColumnType type) {
    this.type = type;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long sizeBytes() {
    return values.length * 8L + slots.length * 4L + direct.length * 4L;
  }

  @Override
  int addNull() {
    return append(0);
  }

  @Override
  void encodeValues(ColumnVector vector, int rows, int[] codes) {
    long[] longs = longs(vector, rows);
    if (vector.hasNulls()) {
      for (int i = 0; i < rows; i++) {
        codes[i] = vector.isNull(i) ? nullCode() : code(longs[i]);
      }
      return;
    }
    int done = encodeDirect(longs, 0, rows, direct, codes);
    while (done < rows) {
      codes[done] = code(longs[done]);
      long last = longs[done];
      int lastCode = codes[done++];
      while (done < rows && longs[done] == last) {
        codes[done++] = lastCode;
      }
      done = encodeDirect(longs, done, rows, direct, codes);
    }
  }

  private long[] longs(ColumnVector vector, int rows) {
    if (type != ColumnType.DOUBLE) {
      return vector.longs();
    }
    double[] doubles = vector.doubles();
    for (int i = 0; i < rows; i++) {
      bits[i] = Ordering.sortable(doubles[i]);
      if (doubles[i] == 0 && !vector.isNull(i)) {
        noteZero(doubles[i]);
      }
    }
    return bits;
  }

  /** Both zeros are one key; it is shown as −0.0 only if no other was seen. */
  private void noteZero(double zero) {
    boolean isNegative = Double.doubleToRawLongBits(zero) < 0;
    hasNegativeZero |= isNegative;
    hasPositiveZero |= !isNegative;
  }

  /** Writes codes up to the first row whose value has none here, and returns that row. */
  private static int encodeDirect(long[] longs, int from, int rows, int[] direct, int[] codes) {
    long mask = direct.length - 1L;
    for (int i = from; i < rows; i++) {
      long value = longs[i];
      if ((value & ~mask) != 0) {
        return i;
      }
      int code = direct[(int) value] - 1;
      if (code < 0) {
        return i;
      }
      codes[i] = code;
    }
    return rows;
  }

  private int code(long value) {
    if (value >= 0 && value < MAX_DIRECT) {
      if (value >= direct.length) {
        direct = Arrays.copyOf(direct, Integer.highestOneBit((int) value) * 2);
      }
      int code = direct[(int) value] - 1;
      if (code < 0) {
        code = append(value);
        direct[(int) value] = code + 1;
      }
      return code;
    }
    return hashed(value);
  }

  private int hashed(long value) {
    int mask = slots.length - 1;
    int slot = hash(value) & mask;
    while (slots[slot] != 0) {
      int code = slots[slot] - 1;
      if (values[code] == value) {
        return code;
      }
      slot = slot + 1 & mask;
    }
    int code = append(value);
    slots[slot] = code + 1;
    if (size * 2 > slots.length) {
      rehash();
    }
    return code;
  }

  private void rehash() {
    int[] old = slots;
    int[] larger = new int[old.length * 2];
    int mask = larger.length - 1;
    for (int entry : old) {
      if (entry != 0) {
        int slot = hash(values[entry - 1]) & mask;
        while (larger[slot] != 0) {
          slot = slot + 1 & mask;
        }
        larger[slot] = entry;
      }
    }
    slots = larger;
  }

  /** Seeded: whoever writes rows chooses the values. */
  static int hash(long value) {
    return (int) SeededHash.mix(0, value);
  }

  private int append(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size] = value;
    return size++;
  }

  @Override
  int constantValue(BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    return switch (summaries) {
      case LongSummaries longs -> {
        long min = longs.min(block);
        yield min == longs.max(block) ? code(min) : NONE;
      }
      case DoubleSummaries doubles -> {
        double min = doubles.min(block);
        boolean constant = doubles.nans(block) == 0 && min == doubles.max(block);
        if (constant && min == 0) {
          noteZero(min);
          noteZero(doubles.max(block));
        }
        yield constant ? code(Ordering.sortable(min)) : NONE;
      }
      case CodeSummaries codes -> NONE;
    };
  }

  @Override
  void prepare(ColumnVector into, int rows) {
    into.reset(type, rows);
  }

  @Override
  void emitValue(int code, ColumnVector into, int row) {
    long value = values[code];
    if (type == ColumnType.DOUBLE) {
      boolean isNegativeZero = value == 0 && hasNegativeZero && !hasPositiveZero;
      into.doubles()[row] = isNegativeZero ? -0.0 : Ordering.toDouble(value);
    } else {
      into.longs()[row] = value;
    }
  }
}
