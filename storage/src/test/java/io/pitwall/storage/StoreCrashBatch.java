package io.pitwall.storage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch as the simulated client remembers it: what it sent, and what is known to be kept. */
final class StoreCrashBatch {

  /** What the client may expect of a batch. */
  enum State {
    /** Sent; whole or absent after a crash, invisible until then. */
    SUBMITTED,
    /** Acknowledged, or seen after a recovery: there for ever, whole and once. */
    KEPT,
    /** Refused, or absent after a recovery: never to be seen. */
    GONE
  }

  /** One row; every cell that has a value is named, tags and {@code time} included. */
  static final class Row {
    final String table;
    final String[] names;
    final Object[] values;

    /** Whether the store may refuse it because of what the table holds by then. */
    final boolean risky;

    boolean refused;

    /** The number of the last reading that met this row. */
    int metBy;

    Row(String table, List<String> names, List<Object> values, boolean risky) {
      this.table = table;
      this.names = names.toArray(new String[0]);
      this.values = values.toArray();
      this.risky = risky;
    }

    /** The value sent under a name, or null. */
    @Nullable Object value(String name) {
      for (int i = 0; i < names.length; i++) {
        if (names[i].equals(name)) {
          return values[i];
        }
      }
      return null;
    }
  }

  final int id;

  /** Row n is called n + 1 in the batch, as its line. */
  final List<Row> rows = new ArrayList<>();

  State state = State.SUBMITTED;

  /** Whether the store has said what became of it. */
  boolean answered;

  StoreCrashBatch(int id) {
    this.id = id;
  }

  /** Whether the store can refuse none of its rows. */
  boolean isSafe() {
    for (Row row : rows) {
      if (row.risky) {
        return false;
      }
    }
    return true;
  }

  int refusedRows() {
    int refused = 0;
    for (Row row : rows) {
      refused += row.refused ? 1 : 0;
    }
    return refused;
  }

  int rowsMetBy(int reading) {
    int met = 0;
    for (Row row : rows) {
      met += row.metBy == reading ? 1 : 0;
    }
    return met;
  }
}
