package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.pitwall.storage.read.SnapshotSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The same statements here and in DuckDB; doubles to 1e-12 relative, the rest equal. */
final class DuckComparison {
  /** The seed's eight queries, word for word. */
  static final String DASHBOARD = "/io/pitwall/query/dashboard.sql";

  /** Statements on the engine table that go through what the executor can do. */
  static final String FURTHER = "/io/pitwall/query/exec/further.sql";

  private DuckComparison() {}

  static List<String> statements(String resource) throws IOException {
    try (InputStream stream = DuckComparison.class.getResourceAsStream(resource)) {
      String text =
          new String(
              Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8);
      List<String> statements = new ArrayList<>();
      for (String statement : text.split(";", -1)) {
        if (!statement.isBlank()) {
          statements.add(statement.strip());
        }
      }
      return statements;
    }
  }

  /** Fails where an answer of the store differs from that of DuckDB, which has the same rows. */
  static void compare(String resource, SnapshotSource store, DuckDatabase duck, long seed)
      throws IOException {
    Statements ours = new Statements(store, RaceRows.DATABASE, RaceRows.NOW);
    List<String> differences = new ArrayList<>();
    for (String statement : statements(resource)) {
      try {
        String forDuck = statement.replace("now()", "make_timestamp_ns(" + RaceRows.NOW + ")");
        OrderedStatement ordered = OrderedStatement.of(forDuck);
        List<List<@Nullable Object>> expected = duck.run(ordered.withKeys());
        assertThat(expected).isNotEmpty();
        List<List<@Nullable Object>> answer = ours.run(statement);
        check(ordered, expected, answer);
        assertThat(ours.run(statement)).as("from what was kept").isEqualTo(answer);
      } catch (Exception | AssertionError e) {
        differences.add(statement + "\n  → " + e);
      }
    }
    if (!differences.isEmpty()) {
      fail("seed " + seed + ": " + String.join("\n", differences));
    }
  }

  /**
   * Rows that are equal in all keys of the order may come in any order, and with a limit any of
   * them may come. So each of our rows must be among DuckDB's rows with the keys that belong to its
   * place, each of those once.
   *
   * @param ordered DuckDB's rows without limit and offset, each followed by its keys
   */
  static void check(
      OrderedStatement statement,
      List<List<@Nullable Object>> ordered,
      List<List<@Nullable Object>> actual) {
    int offset = (int) Math.min(statement.offset(), ordered.size());
    assertThat(actual).hasSize((int) Math.min(statement.limit(), ordered.size() - offset));
    Set<List<@Nullable Object>> used = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int row = 0; row < actual.size(); row++) {
      List<@Nullable Object> ours = actual.get(row);
      int place = offset + row;
      boolean known = false;
      for (int i = firstTie(ordered, place, ours.size()); !known && i < ordered.size(); i++) {
        List<@Nullable Object> theirs = ordered.get(i);
        if (!isTie(ordered.get(place), theirs, ours.size())) {
          break;
        }
        known = same(theirs.subList(0, ours.size()), ours) && used.add(theirs);
      }
      if (!known) {
        fail("row " + row + ": DuckDB has " + ordered.get(place) + ", we have " + ours);
      }
    }
  }

  private static int firstTie(List<List<@Nullable Object>> ordered, int place, int columns) {
    int first = place;
    while (first > 0 && isTie(ordered.get(place), ordered.get(first - 1), columns)) {
      first--;
    }
    return first;
  }

  /** Whether two rows have the same keys, which follow the columns. */
  private static boolean isTie(
      List<@Nullable Object> row, List<@Nullable Object> other, int columns) {
    return same(row.subList(columns, row.size()), other.subList(columns, other.size()));
  }

  /** Row by row, in the same order. */
  static boolean sameRows(
      List<List<@Nullable Object>> expected, List<List<@Nullable Object>> actual) {
    boolean same = expected.size() == actual.size();
    for (int i = 0; i < expected.size() && same; i++) {
      same = same(expected.get(i), actual.get(i));
    }
    return same;
  }

  private static boolean same(List<@Nullable Object> expected, List<@Nullable Object> actual) {
    boolean same = expected.size() == actual.size();
    for (int i = 0; i < expected.size() && same; i++) {
      same = same(expected.get(i), actual.get(i));
    }
    return same;
  }

  private static boolean same(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Double a && actual instanceof Double b) {
      return a.equals(b) || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));
    }
    return Objects.equals(expected, actual);
  }
}
