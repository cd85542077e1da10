package io.pitwall.query.exec.expression;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.GrowingDictionary;
import java.nio.charset.StandardCharsets;

/** One value, or null, for all rows. */
public final class Literal extends VectorExpression {
  private final ColumnVector vector = new ColumnVector();
  private final boolean isNull;
  private final long longValue;
  private final double doubleValue;
  private final byte[] utf8;

  private Literal(
      ColumnType type, boolean isNull, long longValue, double doubleValue, byte[] utf8) {
    super(type);
    this.isNull = isNull;
    this.longValue = longValue;
    this.doubleValue = doubleValue;
    this.utf8 = utf8;
  }

  public static Literal ofNull(ColumnType type) {
    return new Literal(type, true, 0, 0, new byte[0]);
  }

  /** A TIMESTAMP, LONG or BOOLEAN. */
  public static Literal ofLong(ColumnType type, long value) {
    return new Literal(type, false, value, 0, new byte[0]);
  }

  public static Literal ofDouble(double value) {
    return new Literal(ColumnType.DOUBLE, false, 0, value, new byte[0]);
  }

  public static Literal ofBoolean(boolean value) {
    return ofLong(ColumnType.BOOLEAN, value ? 1 : 0);
  }

  public static Literal ofString(String value) {
    return ofUtf8(value.getBytes(StandardCharsets.UTF_8));
  }

  static Literal ofUtf8(byte[] value) {
    return new Literal(ColumnType.STRING, false, 0, 0, value);
  }

  /** The first row of a vector. */
  static Literal ofVector(ColumnVector vector) {
    if (vector.isNull(0)) {
      return ofNull(vector.type());
    }
    return switch (vector.type()) {
      case TIMESTAMP, LONG, BOOLEAN -> ofLong(vector.type(), vector.longs()[0]);
      case DOUBLE -> ofDouble(vector.doubles()[0]);
      case STRING -> ofUtf8(Vectors.utf8(vector, 0));
    };
  }

  public boolean isNull() {
    return isNull;
  }

  public long longValue() {
    return longValue;
  }

  public double doubleValue() {
    return doubleValue;
  }

  /** Not to be changed. */
  public byte[] utf8() {
    return utf8;
  }

  public String string() {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  @Override
  public ColumnVector evaluate(VectorBatch batch) {
    boolean first = vector.type() != type() || !vector.isConstant();
    if (first || vector.rows() != batch.rows()) {
      boolean keepDictionary = type() == ColumnType.STRING && vector.hasDictionary();
      GrowingDictionary dictionary =
          keepDictionary ? (GrowingDictionary) vector.dictionary() : new GrowingDictionary();
      vector.reset(type(), batch.rows());
      fill(dictionary);
    }
    return vector;
  }

  private void fill(GrowingDictionary dictionary) {
    if (type() == ColumnType.STRING) {
      vector.setDictionary(dictionary);
    }
    if (isNull) {
      vector.setAllNull();
      return;
    }
    switch (type()) {
      case TIMESTAMP, LONG, BOOLEAN -> vector.longs()[0] = longValue;
      case DOUBLE -> vector.doubles()[0] = doubleValue;
      case STRING -> vector.codes()[0] = dictionary.code(utf8, 0, utf8.length);
    }
    vector.setConstant(true);
  }

  @Override
  public boolean mayFail() {
    return false;
  }
}
