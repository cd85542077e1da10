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
        List<List<@Nullable Object>> expected = duck.run(forDuck);
        assertThat(expected).isNotEmpty();
        List<List<@Nullable Object>> answer = ours.run(statement);
        check(expected, duck.run(forDuck.replaceAll("LIMIT \\d+$", "")), answer);
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
   * Rows that tie for the order may come in another order, and with a limit other ones of them may
   * come: each of our rows must be among DuckDB's without the limit, and in a place where DuckDB
   * has the same value in at least one column.
   *
   * @param unlimited what DuckDB answers without the LIMIT
   */
  private static void check(
      List<List<@Nullable Object>> expected,
      List<List<@Nullable Object>> unlimited,
      List<List<@Nullable Object>> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    Set<List<@Nullable Object>> used = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int row = 0; row < expected.size(); row++) {
      List<@Nullable Object> ours = actual.get(row);
      List<@Nullable Object> theirs = expected.get(row);
      if (same(theirs, ours) && used.add(theirs)) {
        continue;
      }
      boolean tie = false;
      for (int i = 0; i < ours.size(); i++) {
        tie |= same(theirs.get(i), ours.get(i));
      }
      boolean known = false;
      for (List<@Nullable Object> other : unlimited) {
        known |= tie && !known && same(other, ours) && used.add(other);
      }
      if (!known) {
        fail("row " + row + ": DuckDB has " + theirs + ", we have " + ours);
      }
    }
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
      return a.equals(b)
          || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))
          || a == 0 && Math.abs(b) < 1e-9
          || b == 0 && Math.abs(a) < 1e-9;
    }
    return Objects.equals(expected, actual);
  }
}
