package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemorySource;
import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A predicate means the same wherever it stands: the optimizer simplifies conditions of WHERE and
 * HAVING, where unknown counts as false, but not selected values.
 */
class PredicatePositionsTest {
  private static final TableSchema SCHEMA =
      RaceRows.schema(1, "t", "a:LONG b:LONG d:DOUBLE s:STRING f:BOOLEAN");

  private static final long SEED = Long.getLong("pitwall.seed", System.nanoTime());
  private static final int STATEMENTS = 400;

  private static Statements statements(List<@Nullable Object[]> rows) {
    MemoryStore store = new MemoryStore();
    store.add(SCHEMA, List.of(new MemorySource(SCHEMA, rows, 7, true)));
    return new Statements(store, RaceRows.DATABASE, RaceRows.NOW);
  }

  private static List<@Nullable Object[]> oneSevenAndNull() {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new @Nullable Object[] {1L, 1L, 1L, 1.5, "x", true});
    rows.add(new @Nullable Object[] {2L, 7L, 2L, null, null, false});
    rows.add(new @Nullable Object[] {3L, null, 3L, 2.5, "7", null});
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CASE WHEN COALESCE(a, 0) > 5 THEN 1 ELSE 0 END = 0",
        "CASE WHEN COALESCE(a, 0) > 5 THEN FALSE ELSE TRUE END",
        "NOT (COALESCE(a, 0) > 5)",
        "(COALESCE(a, 0) > 5) IS NOT TRUE",
        "CASE WHEN a IS NOT NULL AND a > 5 THEN 1 ELSE 0 END = 0",
        "CASE WHEN CASE WHEN a IS NOT NULL THEN a ELSE 0 END > 5 THEN 1 ELSE 0 END = 0",
        "COALESCE(NULLIF(a, 7), 0) < 5 AND COALESCE(a, 0) <> 7",
        "NOT COALESCE(a > 5, FALSE)"
      })
  void nullCountsAsTheValueThatReplacesIt(String predicate) throws QueryException {
    Statements statements = statements(oneSevenAndNull());
    List<List<@Nullable Object>> expected = List.of(List.of(1L), List.of(3L));
    assertThat(statements.run("SELECT b FROM t WHERE " + predicate + " ORDER BY b"))
        .isEqualTo(expected);
    assertThat(
            statements.run(
                "SELECT b FROM (SELECT b, MIN(a) AS a FROM t GROUP BY b) x WHERE "
                    + predicate
                    + " ORDER BY b"))
        .isEqualTo(expected);
    assertThat(statements.run("SELECT COUNT(*) FILTER (WHERE " + predicate + ") FROM t"))
        .isEqualTo(List.of(List.of(2L)));
  }

  @Test
  void coalesceAndNullifEvaluateEachArgumentOnce() throws QueryException {
    String nested = "a";
    for (int i = 0; i < 40; i++) {
      nested = i % 2 == 0 ? "COALESCE(" + nested + ", " + i + ")" : "NULLIF(" + nested + ", -1)";
    }
    assertThat(statements(oneSevenAndNull()).run("SELECT " + nested + " FROM t ORDER BY b"))
        .isEqualTo(List.of(List.of(1L), List.of(7L), List.of(0L)));
  }

  @Test
  void aRandomPredicateMeansTheSameInEveryPosition() throws QueryException {
    System.out.println("PredicatePositionsTest pitwall.seed=" + SEED);
    Random random = new Random(SEED);
    Statements statements = statements(randomRows(random));
    Predicates predicates = new Predicates(random);
    for (int i = 0; i < STATEMENTS; i++) {
      String predicate = predicates.next(3);
      String where = "seed " + SEED + ": " + predicate;
      List<@Nullable Object> trueAt = trueAt(statements, predicate);
      assertThat(firsts(statements, "SELECT time FROM t WHERE " + predicate + " ORDER BY 1"))
          .as(where)
          .isEqualTo(trueAt);
      assertThat(
              firsts(
                  statements,
                  "SELECT time FROM (SELECT time, MIN(a) AS a, MIN(b) AS b, MIN(d) AS d, MIN(s) AS"
                      + " s, MIN(f) AS f FROM t GROUP BY time) x WHERE "
                      + predicate
                      + " ORDER BY 1"))
          .as(where)
          .isEqualTo(trueAt);
      assertThat(
              firsts(
                  statements,
                  "SELECT time FROM t GROUP BY time, a, b, d, s, f HAVING "
                      + predicate
                      + " ORDER BY 1"))
          .as(where)
          .isEqualTo(trueAt);
      assertThat(
              firsts(
                  statements,
                  "SELECT time FROM t WHERE CASE WHEN "
                      + predicate
                      + " THEN 1 ELSE 0 END = 1 ORDER BY 1"))
          .as(where)
          .isEqualTo(trueAt);
      assertThat(firsts(statements, "SELECT COUNT(*) FILTER (WHERE " + predicate + ") FROM t"))
          .as(where)
          .isEqualTo(List.of((long) trueAt.size()));
    }
  }

  /** The times of the rows where the selected predicate is true. */
  private static List<@Nullable Object> trueAt(Statements statements, String predicate)
      throws QueryException {
    List<@Nullable Object> times = new ArrayList<>();
    for (List<@Nullable Object> row :
        statements.run("SELECT time, " + predicate + " FROM t ORDER BY 1")) {
      if (Boolean.TRUE.equals(row.get(1))) {
        times.add(row.get(0));
      }
    }
    return times;
  }

  private static List<@Nullable Object> firsts(Statements statements, String sql)
      throws QueryException {
    List<@Nullable Object> values = new ArrayList<>();
    statements.run(sql).forEach(row -> values.add(row.get(0)));
    return values;
  }

  private static List<@Nullable Object[]> randomRows(Random random) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(
          new @Nullable Object[] {
            (long) i,
            orNull(random, (long) random.nextInt(5)),
            orNull(random, (long) random.nextInt(5)),
            orNull(random, random.nextInt(4) / 2.0),
            orNull(random, Character.toString((char) ('x' + random.nextInt(3)))),
            orNull(random, random.nextBoolean())
          });
    }
    return rows;
  }

  private static @Nullable Object orNull(Random random, Object value) {
    return random.nextInt(3) == 0 ? null : value;
  }

  /** Random predicates over the columns of the table, without errors. */
  private static final class Predicates {
    private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">="};
    private static final String[] TESTS = {
      "IS NULL", "IS NOT NULL", "IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE"
    };

    private final Random random;

    Predicates(Random random) {
      this.random = random;
    }

    String next(int depth) {
      if (depth == 0) {
        return random.nextInt(4) == 0 ? "f" : comparison(0);
      }
      return switch (random.nextInt(10)) {
        case 0 -> "(" + next(depth - 1) + " AND " + next(depth - 1) + ")";
        case 1 -> "(" + next(depth - 1) + " OR " + next(depth - 1) + ")";
        case 2 -> "(NOT " + next(depth - 1) + ")";
        case 3 -> "((" + next(depth - 1) + ") " + pick(TESTS) + ")";
        case 4 -> "COALESCE(" + next(depth - 1) + ", " + next(depth - 1) + ")";
        case 5 -> "NULLIF(" + next(depth - 1) + ", " + next(depth - 1) + ")";
        case 6 ->
            random.nextBoolean()
                ? "CASE WHEN f IS NOT NULL THEN f ELSE " + next(depth - 1) + " END"
                : "CASE WHEN "
                    + next(depth - 1)
                    + " THEN "
                    + next(depth - 1)
                    + (random.nextBoolean() ? "" : " ELSE " + next(depth - 1))
                    + " END";
        case 7 ->
            "((" + number(depth - 1) + ") " + (random.nextBoolean() ? TESTS[0] : TESTS[1]) + ")";
        default -> comparison(depth - 1);
      };
    }

    private String comparison(int depth) {
      return switch (random.nextInt(6)) {
        case 0 -> "(" + text(depth) + " " + pick(COMPARISONS) + " " + text(depth) + ")";
        case 1 ->
            "("
                + number(depth)
                + (random.nextBoolean() ? " IN (" : " NOT IN (")
                + random.nextInt(5)
                + ", "
                + (random.nextInt(4) == 0 ? "NULL" : random.nextInt(5))
                + "))";
        case 2 ->
            "("
                + number(depth)
                + (random.nextBoolean() ? " BETWEEN " : " NOT BETWEEN ")
                + number(depth)
                + " AND "
                + number(depth)
                + ")";
        case 3 ->
            "("
                + number(depth)
                + (random.nextBoolean() ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ")
                + number(depth)
                + ")";
        default -> "(" + number(depth) + " " + pick(COMPARISONS) + " " + number(depth) + ")";
      };
    }

    private String number(int depth) {
      if (depth == 0) {
        return switch (random.nextInt(4)) {
          case 0 -> "a";
          case 1 -> "b";
          case 2 -> "d";
          default -> random.nextInt(6) == 0 ? "1.5" : Integer.toString(random.nextInt(5));
        };
      }
      return switch (random.nextInt(5)) {
        case 0 -> "COALESCE(" + number(depth - 1) + ", " + number(depth - 1) + ")";
        case 1 -> "NULLIF(" + number(depth - 1) + ", " + number(depth - 1) + ")";
        case 2 -> guarded(depth - 1);
        case 3 -> "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
        default -> number(0);
      };
    }

    private String guarded(int depth) {
      String value = number(depth);
      return "CASE WHEN "
          + (random.nextBoolean() ? value + " IS NOT NULL" : next(depth))
          + " THEN "
          + value
          + " ELSE "
          + number(depth)
          + " END";
    }

    private String text(int depth) {
      if (depth > 0 && random.nextBoolean()) {
        return random.nextBoolean()
            ? "COALESCE(" + text(depth - 1) + ", 'y')"
            : "NULLIF(" + text(depth - 1) + ", 'x')";
      }
      return random.nextInt(3) == 0 ? "'y'" : "s";
    }

    private String pick(String[] of) {
      return of[random.nextInt(of.length)];
    }
  }
}
