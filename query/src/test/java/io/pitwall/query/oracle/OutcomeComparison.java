package io.pitwall.query.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares two outcomes of a statement: types and values exactly, doubles by their bits, errors by
 * their SQLSTATE.
 *
 * <p>Rows in an order are compared one by one, but rows that PostgreSQL takes for equal, because
 * only the sign of a zero differs, may change places. All other rows are compared in any order.
 * Where a statement sums or averages, PostgreSQL's doubles have errors of rounding: there doubles
 * may differ by {@link #TOLERANCE} of the greater one, or of 1.
 */
final class OutcomeComparison {
  /** Of sums and means. */
  static final double TOLERANCE = 1e-9;

  private static final Pattern SUMS = Pattern.compile("\\b(SUM|AVG)\\(");

  private final boolean hasSums;

  private OutcomeComparison(String sql) {
    hasSums = SUMS.matcher(sql).find();
  }

  /** Whether outcomes are the same. */
  static boolean isSame(RandomStatements.Drawn statement, Outcome ours, Outcome theirs) {
    if (ours instanceof Outcome.Rows a && theirs instanceof Outcome.Rows b) {
      return a.types().equals(b.types())
          && isSameRows(statement.sql(), statement.isOrdered(), a.rows(), b.rows());
    }
    return ours instanceof Outcome.Failure a
        && theirs instanceof Outcome.Failure b
        && a.sqlState().equals(b.sqlState());
  }

  static boolean isSameRows(
      String sql,
      boolean isOrdered,
      List<List<@Nullable Object>> ours,
      List<List<@Nullable Object>> theirs) {
    OutcomeComparison comparison = new OutcomeComparison(sql);
    if (ours.size() != theirs.size()) {
      return false;
    }
    if (isOrdered && !comparison.areInOneOrder(ours, theirs)) {
      return false;
    }
    return comparison.haveSameRows(ours, theirs);
  }

  private boolean areInOneOrder(
      List<List<@Nullable Object>> ours, List<List<@Nullable Object>> theirs) {
    for (int i = 0; i < ours.size(); i++) {
      if (!isSame(withoutZeroSigns(ours.get(i)), withoutZeroSigns(theirs.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** Each of our rows is one of theirs, each of those once. */
  private boolean haveSameRows(
      List<List<@Nullable Object>> ours, List<List<@Nullable Object>> theirs) {
    Map<List<@Nullable Object>, Integer> counts = new HashMap<>();
    theirs.forEach(row -> counts.merge(row, 1, Integer::sum));
    List<List<@Nullable Object>> left = new ArrayList<>();
    for (List<@Nullable Object> row : ours) {
      Integer count = counts.get(row);
      if (count == null) {
        left.add(row);
      } else if (count == 1) {
        counts.remove(row);
      } else {
        counts.put(row, count - 1);
      }
    }
    for (List<@Nullable Object> row : left) {
      if (!hasSums || !takeNear(row, counts)) {
        return false;
      }
    }
    return true;
  }

  private boolean takeNear(
      List<@Nullable Object> row, Map<List<@Nullable Object>, Integer> counts) {
    for (List<@Nullable Object> candidate : counts.keySet()) {
      if (isSame(row, candidate)) {
        counts.computeIfPresent(candidate, (same, count) -> count == 1 ? null : count - 1);
        return true;
      }
    }
    return false;
  }

  private boolean isSame(List<@Nullable Object> row, List<@Nullable Object> other) {
    boolean same = row.size() == other.size();
    for (int i = 0; i < row.size() && same; i++) {
      same = isSame(row.get(i), other.get(i));
    }
    return same;
  }

  private boolean isSame(@Nullable Object value, @Nullable Object other) {
    return Objects.equals(value, other)
        || hasSums
            && value instanceof Double a
            && other instanceof Double b
            && Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  /** The rows with 0.0 for −0.0. */
  static List<List<@Nullable Object>> withoutZeroSignsOf(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      all.add(withoutZeroSigns(row));
    }
    return all;
  }

  private static List<@Nullable Object> withoutZeroSigns(List<@Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object value : row) {
      values.add(value instanceof Double number && number == 0 ? (Object) 0.0 : value);
    }
    return values;
  }
}
