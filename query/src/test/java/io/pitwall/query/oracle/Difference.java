package io.pitwall.query.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two outcomes of a statement that are not the same.
 *
 * @param seed of the statement
 */
record Difference(long seed, RandomStatements.Drawn statement, Outcome ours, Outcome theirs) {
  /**
   * What differs, by which {@link KnownDifferences} know it: the two errors with {@code #} for what
   * they quote, or what is different between two answers.
   */
  String signature() {
    return ours instanceof Outcome.Rows a && theirs instanceof Outcome.Rows b
        ? between(a, b)
        : shape(ours) + " | " + shape(theirs);
  }

  private String between(Outcome.Rows a, Outcome.Rows b) {
    String sql = statement.sql();
    if (a.types().equals(b.types())) {
      boolean isSame =
          OutcomeComparison.isSameRows(
              sql,
              statement.isOrdered(),
              OutcomeComparison.withoutZeroSignsOf(a.rows()),
              OutcomeComparison.withoutZeroSignsOf(b.rows()));
      return isSame
          ? "signs of zeros"
          : a.rows().size() == b.rows().size() ? "values" : "numbers of rows";
    }
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < Math.min(a.types().size(), b.types().size()); i++) {
      if (a.types().get(i) != b.types().get(i)) {
        pairs.add(a.types().get(i) + " for " + b.types().get(i));
      }
    }
    // As sums are: decimals have other digits at the end.
    boolean isSame =
        OutcomeComparison.isSameRows("SUM(", false, asDoubles(a.rows()), asDoubles(b.rows()));
    return (isSame ? "types " : "types and values ") + String.join(", ", pairs);
  }

  private static List<List<@Nullable Object>> asDoubles(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Object value : row) {
        values.add(value instanceof Long number ? (Object) (double) number : value);
      }
      all.add(values);
    }
    return all;
  }

  private static String shape(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rows rows -> "rows";
      case Outcome.Failure failure ->
          failure.sqlState()
              + " "
              + failure
                  .message()
                  .replaceAll("\\s+", " ")
                  .replaceAll("[0-9]+|\"[^\"]*\"|'[^']*'", "#");
    };
  }
}
