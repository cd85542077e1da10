package io.pitwall.client.encode;

import io.pitwall.client.encode.RowSet.Column;
import io.pitwall.client.encode.RowSet.Role;
import java.util.ArrayList;
import java.util.List;

/** The order in which the column formats write their columns. */
final class ColumnOrder {
  private ColumnOrder() {}

  /** The columns in schema order, but the stamp before the others. */
  static List<Column> stampFirst(RowSet rows) {
    List<Column> ordered = new ArrayList<>(rows.columns().size());
    for (Column column : rows.columns()) {
      if (column.role() == Role.STAMP) {
        ordered.addFirst(column);
      } else {
        ordered.add(column);
      }
    }
    return ordered;
  }
}
