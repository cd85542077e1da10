package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers the distinct values of one key 0, 1, 2 … as they are first seen; null is a value. */
public abstract class KeyColumn {
  static final int NONE = -1;

  private int nullCode = NONE;

  /** The key column for a type. */
  public static KeyColumn of(ColumnType type) {
    return type == ColumnType.STRING ? new StringKeys() : new LongKeys(type);
  }

  /** How many distinct values were seen. */
  public abstract int size();

  public abstract long sizeBytes();

  /** Lets go of the dictionaries that the values came from. */
  public void forgetSources() {}

  /** Adds a code for null. */
  abstract int addNull();

  /** The codes of all rows; the vector has no nulls, or is not constant. */
  abstract void encodeValues(ColumnVector vector, int rows, int[] codes);

  /** Writes the value of a code that is not null's. */
  abstract void emitValue(int code, ColumnVector into, int row);

  abstract void prepare(ColumnVector into, int rows);

  /**
   * The code of the one value of a block, from its summary; −1 if the summary does not show it.
   *
   * @param dictionary of the source, for strings
   */
  abstract int constantValue(BlockSummaries summaries, int block, @Nullable Dictionary dictionary);

  public final int nullCode() {
    if (nullCode == NONE) {
      nullCode = addNull();
    }
    return nullCode;
  }

  /** The code of each row. */
  public final void encode(ColumnVector vector, int rows, int[] codes) {
    if (vector.isConstant()) {
      Arrays.fill(codes, 0, rows, encodeConstant(vector));
      return;
    }
    encodeValues(vector, rows, codes);
  }

  /** The code of a constant vector. */
  public final int encodeConstant(ColumnVector vector) {
    if (vector.hasNulls()) {
      return nullCode();
    }
    int[] code = new int[1];
    encodeValues(vector, 1, code);
    return code[0];
  }

  /**
   * The code of the value that all rows of a block have; −1 if they differ or it is not known.
   *
   * @param summaries null where the block has no value of the column
   */
  public final int constantCode(
      @Nullable BlockSummaries summaries, int block, int rows, @Nullable Dictionary dictionary) {
    if (summaries == null || summaries.nonNulls(block) == 0) {
      return nullCode();
    }
    return summaries.nonNulls(block) == rows ? constantValue(summaries, block, dictionary) : NONE;
  }

  /**
   * The values of codes.
   *
   * @param codes the codes of the rows {@code from} … {@code from + rows − 1}
   */
  public final void emit(int[] codes, int from, int rows, ColumnVector into) {
    prepare(into, rows);
    for (int i = 0; i < rows; i++) {
      int code = codes[from + i];
      if (code == nullCode) {
        Vectors.setNull(into, i);
      } else {
        emitValue(code, into, i);
      }
    }
  }
}
