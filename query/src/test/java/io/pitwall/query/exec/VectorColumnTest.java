package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.result.ResultType;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import org.junit.jupiter.api.Test;

class VectorColumnTest {
  private static ColumnVector longs(long... values) {
    ColumnVector vector = new ColumnVector();
    vector.reset(ColumnType.LONG, values.length);
    System.arraycopy(values, 0, vector.longs(), 0, values.length);
    return vector;
  }

  @Test
  void aConstantHasItsValueInAllRows() {
    ColumnVector vector = longs(7);
    vector.setConstant(true);
    VectorColumn column = new VectorColumn(ResultType.LONG, vector, 3);
    long[] copy = new long[3];
    column.copyLongs(copy);
    assertThat(copy).containsExactly(7, 7, 7);
    assertThat(column.getLong(2)).isEqualTo(7);
  }

  @Test
  void nothingIsReadFromAVectorThatIsNullInAllRows() {
    ColumnVector vector = longs(0);
    vector.setAllNull();
    VectorColumn column = new VectorColumn(ResultType.STRING, vector, 2);
    int[] copy = {5, 5};
    column.copyCodes(copy);
    assertThat(copy).containsExactly(5, 5);
    assertThat(column.isNull(1)).isTrue();
    assertThat(column.dictionarySize()).isZero();
  }
}
