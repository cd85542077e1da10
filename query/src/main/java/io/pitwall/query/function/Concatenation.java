package io.pitwall.query.function;

import io.pitwall.query.exec.expression.PageStrings;
import io.pitwall.query.exec.expression.StatementControl;
import io.pitwall.query.exec.expression.StrictExpression;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;

/** {@code ||}: the bytes of two strings. */
final class Concatenation extends StrictExpression {
  private final PageStrings strings;

  /**
   * @param control its results are counted against the memory of this statement
   */
  Concatenation(VectorExpression left, VectorExpression right, StatementControl control) {
    super(ColumnType.STRING, false, left, right);
    strings = new PageStrings(control);
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result)
      throws QueryException {
    strings.begin();
    result.setDictionary(strings.dictionary());
    int[] codes = result.codes();
    for (int i = 0; i < rows; i++) {
      codes[i] = 0;
      if (!result.isNull(i)) {
        byte[] left = Vectors.utf8(arguments[0], i);
        byte[] right = Vectors.utf8(arguments[1], i);
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        codes[i] = strings.code(both);
      }
    }
  }
}
