package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Ordering;
import io.pitwall.query.exec.expression.StringPool;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.CodeSummaries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** MIN and MAX of strings by their bytes, and ANY_VALUE, which is the first one met. */
public final class StringExtremeAccumulator extends Accumulator {
  /** Which string is kept. */
  public enum Choice {
    MIN,
    MAX,
    ANY
  }

  private static final int NONE = -1;

  private final Choice choice;
  private final StringPool pool = new StringPool();
  private final int[] translated = new int[ColumnVector.CAPACITY];
  private int[] codes = new int[0];
  private int groupsWithValue;

  public StringExtremeAccumulator(Choice choice) {
    this.choice = choice;
  }

  @Override
  public ColumnType type() {
    return ColumnType.STRING;
  }

  @Override
  public void ensureCapacity(int capacity) {
    int before = codes.length;
    codes = Arrays.copyOf(codes, capacity);
    Arrays.fill(codes, before, capacity, NONE);
  }

  @Override
  public long bytesPerGroup() {
    return 4;
  }

  @Override
  public long extraBytes() {
    return pool.sizeBytes();
  }

  /** One value of each group is enough for ANY_VALUE. */
  @Override
  public boolean isSettled(int groups) {
    return choice == Choice.ANY && groupsWithValue >= groups;
  }

  @Override
  public void add(int[] groupIds, ColumnVector[] arguments, int rows) {
    ColumnVector values = arguments[0];
    if (!values.hasDictionary()) {
      return;
    }
    pool.translate(values, rows, translated);
    for (int i = 0; i < rows; i++) {
      int group = groupIds[i];
      if (translated[i] != codes[group] && !values.isNull(i)) {
        merge(group, translated[i]);
      }
    }
  }

  private void merge(int group, int code) {
    int before = codes[group];
    if (before == NONE) {
      codes[group] = code;
      groupsWithValue++;
    } else if (choice != Choice.ANY && before != code) {
      int order = Ordering.compare(pool.dictionary().utf8(code), pool.dictionary().utf8(before));
      if (choice == Choice.MIN ? order < 0 : order > 0) {
        codes[group] = code;
      }
    }
  }

  @Override
  public void addRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    ColumnVector values = arguments[0];
    int count = values.isConstant() ? 1 : rows;
    for (int i = 0; i < count; i++) {
      if (!values.isNull(i)) {
        merge(group, pool.translate(values.dictionary(), values.codes()[i]));
        if (choice == Choice.ANY) {
          return;
        }
      }
    }
  }

  @Override
  public boolean canAddSummary(
      BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    return dictionary != null && summaryCode(summaries, block) >= 0;
  }

  private int summaryCode(BlockSummaries summaries, int block) {
    CodeSummaries codesOf = (CodeSummaries) summaries;
    return choice == Choice.MAX ? codesOf.max(block) : codesOf.min(block);
  }

  @Override
  public void addSummary(
      int group, BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    if (dictionary == null) {
      throw new IllegalStateException("a summary of strings without their dictionary");
    }
    merge(group, pool.translate(dictionary, summaryCode(summaries, block)));
  }

  @Override
  public void addGroups(Accumulator other, int[] groupIds, int count) {
    StringExtremeAccumulator that = (StringExtremeAccumulator) other;
    for (int i = 0; i < count; i++) {
      int code = that.codes[i];
      if (code != NONE) {
        merge(groupIds[i], pool.translate(that.pool.dictionary(), code));
      }
    }
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) {
    into.reset(ColumnType.STRING, rows);
    into.setDictionary(pool.dictionary());
    for (int i = 0; i < rows; i++) {
      int code = codes[from + i];
      into.codes()[i] = Math.max(code, 0);
      if (code == NONE) {
        Vectors.setNull(into, i);
      }
    }
  }
}
