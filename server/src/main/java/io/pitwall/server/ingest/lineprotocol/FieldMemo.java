package io.pitwall.server.ingest.lineprotocol;

import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.column.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A field's name as written in the text, and the column that it means in this request. */
final class FieldMemo {
  final String name;

  /** The name as written, with its escapes and the equals sign. */
  private final byte[] text;

  final int length;
  private final long mask;
  private final long prefix;
  private final TableMemo table;

  /** The field that followed this one last time. */
  @Nullable FieldMemo next;

  /** Bit i: no tag of the table's shape i has this name. */
  private long allowedShapes;

  private @Nullable BatchColumn column;
  private long requestNumber;

  FieldMemo(TableMemo table, String name, byte[] text) {
    this.table = table;
    this.name = name;
    this.text = text;
    this.length = text.length;
    this.mask = length >= 8 ? -1L : (1L << (8 * length)) - 1;
    long first = 0;
    for (int i = 0; i < Math.min(8, length); i++) {
      first |= (text[i] & 0xFFL) << (8 * i);
    }
    this.prefix = first;
  }

  boolean isAt(byte[] b, int at) {
    return (Swar.load(b, at) & mask) == prefix && (length <= 8 || restIsAt(b, at));
  }

  private boolean restIsAt(byte[] b, int at) {
    return at + length <= b.length && Arrays.equals(b, at + 8, at + length, text, 8, length);
  }

  boolean isAllowedBeside(TagShape shape) {
    if (shape.index < Long.SIZE && ((allowedShapes >>> shape.index) & 1) != 0) {
      return true;
    }
    if (shape.contains(name)) {
      return false;
    }
    if (shape.index < Long.SIZE) {
      allowedShapes |= 1L << shape.index;
    }
    return true;
  }

  /**
   * The column that the name means now.
   *
   * @param currentRequest of the bindings: columns bound in another may be gone
   * @param type of the value at hand
   * @throws io.pitwall.storage.batch.LimitException if the column can't be made
   */
  BatchColumn column(long currentRequest, ColumnType type) {
    BatchColumn bound = column;
    if (requestNumber == currentRequest && bound != null) {
      return bound;
    }
    BatchColumn found = table.batch().column(name, type);
    column = found;
    requestNumber = currentRequest;
    return found;
  }
}
