package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import org.jspecify.annotations.Nullable;

/** A function of one string, evaluated once per entry of a dictionary. */
public final class StringFunction extends StrictExpression {
  /** Computes a string from a string. */
  public interface StringMapping {
    byte[] apply(byte[] utf8) throws QueryException;
  }

  private final DictionaryMemo memo;
  private final @Nullable PageStrings strings;
  private final long[] bits = new long[ColumnVector.CAPACITY];

  private StringFunction(
      ColumnType type,
      boolean fallible,
      VectorExpression argument,
      DictionaryMemo.EntryFunction function,
      @Nullable PageStrings strings) {
    super(type, fallible, argument);
    this.memo = new DictionaryMemo(function);
    this.strings = strings;
  }

  /** A function to LONG, TIMESTAMP or BOOLEAN, or to the raw bits of a DOUBLE. */
  public static StringFunction of(
      ColumnType type,
      boolean fallible,
      VectorExpression argument,
      DictionaryMemo.EntryFunction function) {
    return new StringFunction(type, fallible, argument, function, null);
  }

  /**
   * A function to STRING.
   *
   * @param control its results are counted against the memory of this statement
   */
  public static StringFunction toStrings(
      VectorExpression argument, StringMapping mapping, StatementControl control) {
    PageStrings strings = new PageStrings(control);
    DictionaryMemo.EntryFunction function = utf8 -> strings.code(mapping.apply(utf8));
    return new StringFunction(ColumnType.STRING, false, argument, function, strings);
  }

  @Override
  protected void compute(ColumnVector[] arguments, int rows, ColumnVector result)
      throws QueryException {
    ColumnVector argument = arguments[0];
    if (strings != null) {
      if (strings.begin()) {
        memo.clear();
      }
      result.setDictionary(strings.dictionary());
    }
    if (rows == 0 || !argument.hasDictionary()) {
      return;
    }
    long[] out = type().isLongBacked() ? result.longs() : bits;
    long[] present = argument.hasNulls() ? argument.present() : null;
    memo.apply(argument.dictionary(), argument.codes(), present, rows, out);
    if (type() == ColumnType.DOUBLE) {
      double[] doubles = result.doubles();
      for (int i = 0; i < rows; i++) {
        doubles[i] = Double.longBitsToDouble(bits[i]);
      }
    } else if (type() == ColumnType.STRING) {
      int[] codes = result.codes();
      for (int i = 0; i < rows; i++) {
        codes[i] = result.isNull(i) ? 0 : (int) bits[i];
      }
    }
  }
}
