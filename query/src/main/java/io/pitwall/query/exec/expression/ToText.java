package io.pitwall.query.exec.expression;

import io.pitwall.query.text.BooleanText;
import io.pitwall.query.text.NumberText;
import io.pitwall.query.text.TimeText;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.GrowingDictionary;
import java.nio.charset.StandardCharsets;

/** CAST of anything to text. */
final class ToText extends StrictExpression {
  ToText(VectorExpression argument) {
    super(ColumnType.STRING, false, argument);
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result) {
    GrowingDictionary strings = new GrowingDictionary();
    result.setDictionary(strings);
    int[] codes = result.codes();
    for (int i = 0; i < rows; i++) {
      codes[i] = 0;
      if (!result.isNull(i)) {
        byte[] utf8 = text(arguments[0], i).getBytes(StandardCharsets.UTF_8);
        codes[i] = strings.code(utf8, 0, utf8.length);
      }
    }
  }

  private static String text(ColumnVector value, int row) {
    return switch (value.type()) {
      case LONG -> Long.toString(value.longs()[row]);
      case BOOLEAN -> BooleanText.format(value.longs()[row] != 0);
      case TIMESTAMP -> TimeText.format(value.longs()[row]);
      case DOUBLE -> NumberText.format(value.doubles()[row]);
      case STRING -> value.dictionary().string(value.codes()[row]);
    };
  }
}
