package io.pitwall.server.ingest.json;

import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.column.ColumnType;
import java.util.Arrays;

/**
 * The fields of one row in flat arrays, until the row is known to be whole and its table is known.
 * Owned by one parser, used again for each row.
 */
final class RowBuffer {
  private String[] names = new String[32];
  private ColumnType[] types = new ColumnType[32];
  private long[] bits = new long[32];
  private int[] lengths = new int[32];
  private int size;
  private final TextBytes text = new TextBytes();

  void clear() {
    size = 0;
    text.clear();
  }

  int size() {
    return size;
  }

  String name(int index) {
    return names[index];
  }

  TextBytes text() {
    return text;
  }

  /**
   * @param value a long, a boolean as 0 or 1, a double's raw bits, or where in {@link #text()} a
   *     string begins
   * @param length bytes of the string
   */
  void add(String name, ColumnType type, long value, int length) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      types = Arrays.copyOf(types, size * 2);
      bits = Arrays.copyOf(bits, size * 2);
      lengths = Arrays.copyOf(lengths, size * 2);
    }
    names[size] = name;
    types[size] = type;
    bits[size] = value;
    lengths[size] = length;
    size++;
  }

  /** Puts the fields into the row that a table is building. */
  void putInto(TableBatch table) throws RefusedRowException {
    int row = table.rows();
    for (int i = 0; i < size; i++) {
      BatchColumn column = table.column(names[i], types[i]);
      String why =
          switch (types[i]) {
            case BOOLEAN -> column.putBoolean(row, bits[i] != 0);
            case DOUBLE -> column.putDouble(row, Double.longBitsToDouble(bits[i]));
            case STRING -> column.putString(row, text.bytes, (int) bits[i], lengths[i]);
            case LONG, TIMESTAMP -> column.putLong(row, bits[i]);
          };
      if (why != null) {
        throw new RefusedRowException(() -> why);
      }
    }
  }
}
