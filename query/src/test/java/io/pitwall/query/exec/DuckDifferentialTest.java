package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.storage.catalog.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same statements on the same rows here and in DuckDB; doubles to 1e-12, the rest equal. */
class DuckDifferentialTest {
  private static final long SEED = Long.getLong("pitwall.test.seed", System.nanoTime());

  private static List<String> statements(String resource) throws IOException {
    try (InputStream stream = DuckDifferentialTest.class.getResourceAsStream(resource)) {
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

  private void compare(String resource, double nullShare) throws Exception {
    System.out.println("DuckDifferentialTest " + resource + " pitwall.test.seed=" + SEED);
    Random random = new Random(SEED);
    MemoryStore store = new MemoryStore();
    try (DuckDatabase duck = new DuckDatabase()) {
      for (TableSchema schema : List.of(RaceRows.engine(), RaceRows.tire(), RaceRows.chassis())) {
        List<@Nullable Object[]> rows = RaceRows.rows(schema, 9_000, nullShare, random);
        store.add(schema, MemoryStore.cut(schema, rows, 1, random));
        duck.add(schema, rows);
      }
      Statements ours = new Statements(store, RaceRows.DATABASE, RaceRows.NOW);
      List<String> differences = new ArrayList<>();
      for (String statement : statements(resource)) {
        try {
          String forDuck = statement.replace("now()", "make_timestamp_ns(" + RaceRows.NOW + ")");
          List<List<@Nullable Object>> expected = duck.run(forDuck);
          assertThat(expected).isNotEmpty();
          check(expected, duck.run(forDuck.replaceAll("LIMIT \\d+$", "")), ours.run(statement));
        } catch (Exception | AssertionError e) {
          differences.add(statement + "\n  → " + e);
        }
      }
      if (!differences.isEmpty()) {
        fail("seed " + SEED + ": " + String.join("\n", differences));
      }
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

  @Test
  void theEightDashboardQueriesAnswerAsDuckDb() throws Exception {
    compare("dashboard.sql", 0);
  }

  @Test
  void furtherStatementsAnswerAsDuckDb() throws Exception {
    compare("further.sql", 0.05);
  }
}
