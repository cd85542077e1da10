package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.CodeSummaries;

/** The least or the greatest string by its bytes, or, for ANY_VALUE, the first one met. */
final class StringExtremeState extends ChoiceState {
  private final ExtremeKind kind;
  private final KeptStrings strings = new KeptStrings();
  private final int[] translated = new int[ColumnVector.CAPACITY];
  private final Slot.Codes codes;
  private int groupsWithValue;

  StringExtremeState(ExtremeKind kind, GroupSlots slots) {
    this.kind = kind;
    codes = slots.codes();
  }

  @Override
  public long extraBytes() {
    return strings.sizeBytes();
  }

  @Override
  public void forgetSources() {
    strings.forgetSources();
  }

  /** One value of each group is enough for ANY_VALUE. */
  @Override
  public boolean isSettled(int groups) {
    return kind == ExtremeKind.ANY && groupsWithValue >= groups;
  }

  @Override
  public void update(int[] groupIds, ColumnVector[] arguments, int rows) {
    ColumnVector values = arguments[0];
    if (!values.hasDictionary()) {
      return;
    }
    strings.pool().translate(values, rows, translated);
    for (int i = 0; i < rows; i++) {
      int group = groupIds[i];
      if (translated[i] != codes.values[group] && !values.isNull(i)) {
        add(group, translated[i]);
      }
    }
    dropUnused();
  }

  private void dropUnused() {
    if (strings.areMany()) {
      for (int group = 0; group < codes.values.length; group++) {
        if (codes.values[group] != Slot.Codes.NONE) {
          codes.values[group] = strings.keep(codes.values[group]);
        }
      }
      strings.dropOthers();
    }
  }

  private void add(int group, int code) {
    int before = codes.values[group];
    if (before == Slot.Codes.NONE) {
      codes.values[group] = code;
      groupsWithValue++;
    } else if (kind != ExtremeKind.ANY && before != code) {
      int order = strings.compare(code, before);
      if (kind == ExtremeKind.MIN ? order < 0 : order > 0) {
        codes.values[group] = code;
      }
    }
  }

  @Override
  public void updateRun(int group, ColumnVector[] arguments, int rows, RunScratch scratch) {
    ColumnVector values = arguments[0];
    int count = values.isConstant() ? 1 : rows;
    for (int i = 0; i < count; i++) {
      if (!values.isNull(i)) {
        add(group, strings.pool().translate(values.dictionary(), values.codes()[i]));
        if (kind == ExtremeKind.ANY) {
          return;
        }
      }
    }
    dropUnused();
  }

  /** The code of a block's string to keep, or −1 where the summary does not have it. */
  int codeOf(CodeSummaries summaries, int block) {
    return kind == ExtremeKind.MAX ? summaries.max(block) : summaries.min(block);
  }

  /** Adds a string of another dictionary. */
  void add(int group, Dictionary dictionary, int code) {
    add(group, strings.pool().translate(dictionary, code));
    dropUnused();
  }

  @Override
  public void merge(AggregateState other, int[] groupIds, int count) {
    StringExtremeState that = (StringExtremeState) other;
    for (int i = 0; i < count; i++) {
      int code = that.codes.values[i];
      if (code != Slot.Codes.NONE) {
        add(groupIds[i], strings.pool().translate(that.strings.dictionary(), code));
      }
    }
    dropUnused();
  }

  @Override
  public void emit(int from, int rows, ColumnVector into) {
    into.reset(ColumnType.STRING, rows);
    into.setDictionary(strings.dictionary());
    for (int i = 0; i < rows; i++) {
      int code = codes.values[from + i];
      into.codes()[i] = Math.max(code, 0);
      if (code == Slot.Codes.NONE) {
        Vectors.setNull(into, i);
      }
    }
  }
}
