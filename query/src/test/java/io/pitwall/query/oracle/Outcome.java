package io.pitwall.query.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement came to, here or in PostgreSQL. */
sealed interface Outcome {
  /** The types of a column, as far as both know them. */
  enum Type {
    BOOLEAN,
    LONG,
    DOUBLE,
    /** PostgreSQL's exact decimals; values are doubles. */
    DECIMAL,
    TEXT,
    /** Nanoseconds since the epoch; those that do not fit 64 bits are text. */
    TIME,
    INTERVAL
  }

  /**
   * An answer.
   *
   * @param rows Boolean, Long, Double, String or null by column
   */
  record Rows(List<Type> types, List<List<@Nullable Object>> rows) implements Outcome {}

  /** An error. */
  record Failure(String sqlState, String message) implements Outcome {}
}
