package io.pitwall.storage.record;

import io.pitwall.storage.column.SeriesKey;
import java.util.List;

/**
 * How many bytes the record of a batch can take at most, before it is known which of its names are
 * new: all are counted as new.
 */
final class RecordBound {
  /** Most bytes of an int as LEB128. */
  private static final int INT_BYTES = 5;

  /** Version and counts of a record, and the definition of its database without the name. */
  private static final int RECORD_BYTES = 64;

  /** The header of a table, and its definition without the name. */
  private static final int TABLE_BYTES = 64;

  /**
   * The header of a column, and its definitions (added, changed, beyond exact) without the name.
   */
  private static final int COLUMN_BYTES = 96;

  /** The definition of a series, without its tags. */
  private static final int SERIES_BYTES = 4 * INT_BYTES;

  /** Most bytes of a character of a name in UTF-8. */
  private static final int CHARACTER_BYTES = 3;

  private RecordBound() {}

  static long of(String database, List<PreparedTable> tables, int sectionsBytes) {
    long bytes = RECORD_BYTES + nameBytes(database) + (long) sectionsBytes;
    for (PreparedTable table : tables) {
      bytes += TABLE_BYTES + nameBytes(table.name());
      for (PreparedColumn column : table.columns()) {
        bytes += COLUMN_BYTES + nameBytes(column.name());
      }
      bytes += seriesBytes(table.series());
    }
    return bytes;
  }

  private static long nameBytes(String name) {
    return (long) CHARACTER_BYTES * name.length();
  }

  private static long seriesBytes(List<SeriesKey> series) {
    long bytes = 0;
    SeriesKey before = SeriesKey.NONE;
    for (SeriesKey key : series) {
      bytes += INT_BYTES + SERIES_BYTES; // its id among the table's, its definition
      for (int i = 0; i < key.size(); i++) {
        SeriesKey.Tag tag = key.tag(i);
        bytes += 2 * INT_BYTES + tag.name().length + tag.value().length;
        bytes += key.hasNameOf(before, i) ? 0 : COLUMN_BYTES + tag.name().length;
      }
      before = key;
    }
    return bytes;
  }
}
