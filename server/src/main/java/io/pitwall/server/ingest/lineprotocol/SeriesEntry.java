package io.pitwall.server.ingest.lineprotocol;

import io.pitwall.storage.column.SeriesKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text up to the first unescaped blank that is known to be well-formed, and what it means. */
final class SeriesEntry {
  final byte[] text;
  final int length;
  final long hash;
  final TableMemo table;
  final SeriesKey key;
  final TagShape shape;

  /** The series that followed this one last time. */
  @Nullable SeriesEntry next;

  /** The first field of this series' last line. */
  @Nullable FieldMemo firstField;

  private int code;
  private long requestNumber;

  SeriesEntry(byte[] text, long hash, TableMemo table, SeriesKey key, TagShape shape) {
    this.text = text;
    this.length = text.length;
    this.hash = hash;
    this.table = table;
    this.key = key;
    this.shape = shape;
  }

  boolean isAt(byte[] b, int from, int to) {
    return to - from == length && Arrays.equals(b, from, to, text, 0, length);
  }

  /** Whether the text and a blank after it are at {@code at}; it is a whole series then. */
  boolean isFollowedByBlankAt(byte[] b, int at, int end) {
    int to = at + length;
    return to < end && b[to] == ' ' && Arrays.equals(b, at, to, text, 0, length);
  }

  /** This request's code of the series in the table's batch. */
  int code(long currentRequest) {
    if (requestNumber != currentRequest) {
      code = table.batch().series(key);
      requestNumber = currentRequest;
    }
    return code;
  }
}
