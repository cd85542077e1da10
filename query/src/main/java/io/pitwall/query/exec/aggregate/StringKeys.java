package io.pitwall.query.exec.aggregate;

import io.pitwall.query.exec.expression.StringPool;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.CodeSummaries;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys that are strings: the code in a pool, plus 1 for strings that came after null. */
final class StringKeys extends KeyColumn {
  private final StringPool pool = new StringPool();
  private int nullAt = Integer.MAX_VALUE;

  @Override
  public int size() {
    return pool.dictionary().size() + (nullAt == Integer.MAX_VALUE ? 0 : 1);
  }

  @Override
  public long sizeBytes() {
    return pool.sizeBytes();
  }

  @Override
  public void forgetSources() {
    pool.forgetSources();
  }

  @Override
  int addNull() {
    nullAt = pool.dictionary().size();
    return nullAt;
  }

  @Override
  void encodeValues(ColumnVector vector, int rows, int[] codes) {
    // Null's code first: a string that is new in this vector must come after it.
    int codeOfNull = vector.hasNulls() ? nullCode() : NONE;
    pool.translate(vector, rows, codes);
    if (nullAt == Integer.MAX_VALUE) {
      return;
    }
    for (int i = 0; i < rows; i++) {
      codes[i] = vector.isNull(i) ? codeOfNull : shifted(codes[i]);
    }
  }

  private int shifted(int pooled) {
    return pooled >= nullAt ? pooled + 1 : pooled;
  }

  @Override
  int constantValue(BlockSummaries summaries, int block, @Nullable Dictionary dictionary) {
    CodeSummaries codes = (CodeSummaries) summaries;
    int min = codes.min(block);
    if (dictionary == null || min < 0 || min != codes.max(block)) {
      return NONE;
    }
    return shifted(pool.translate(dictionary, min));
  }

  @Override
  void prepare(ColumnVector into, int rows) {
    into.reset(ColumnType.STRING, rows);
    into.setDictionary(pool.dictionary());
    Arrays.fill(into.codes(), 0, rows, 0);
  }

  @Override
  void emitValue(int code, ColumnVector into, int row) {
    into.codes()[row] = code > nullAt ? code - 1 : code;
  }
}
