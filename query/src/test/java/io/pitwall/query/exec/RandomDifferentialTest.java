package io.pitwall.query.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.fixture.MemoryStore;
import io.pitwall.query.function.FunctionEntry;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random conditions and aggregates over randomly cut tables, small blocks and nulls included: what
 * pruning, summaries and runs answer must be what DuckDB answers.
 */
class RandomDifferentialTest {
  private static final long SEED = Long.getLong("pitwall.seed", System.nanoTime());
  private static final int STATEMENTS = 150;
  private static final String[] KEYS = {
    "car_number",
    "driver",
    "team",
    "manufacturer",
    "lap",
    "pit",
    "note",
    "time_bucket(INTERVAL '1 minute', time)",
    "rpm % 3"
  };
  private static final String[] AGGREGATES = {
    "COUNT(*)",
    "COUNT(rpm)",
    "SUM(rpm)",
    "AVG(rpm)",
    "MIN(rpm)",
    "MAX(rpm)",
    "COUNT(speed_mph)",
    "MIN(speed_mph)",
    "MAX(speed_mph)",
    "MIN(team)",
    "MAX(driver)",
    "COUNT(DISTINCT lap)",
    "COUNT(DISTINCT driver)",
    "MAX(time)",
    "MIN(time)",
    "SUM(lap + 1)",
    "MAX(ABS(fuel_level))",
    "MIN(ABS(fuel_level))",
    "SUM(ABS(speed_mph))",
    "AVG(ABS(speed_mph))",
    "COUNT(DISTINCT rpm)",
    "COUNT(DISTINCT note)",
    "COUNT(DISTINCT throttle_position)",
    "MIN(note)",
    "MAX(note)",
    "MAX(UPPER(note))",
    "MIN(throttle_position)",
    "MAX(time_bucket(INTERVAL '1 minute', time))",
    "COUNT(CASE WHEN pit THEN note ELSE team END)"
  };

  /** Of rows that are equal in what they choose by, DuckDB may choose another. */
  private static final Set<String> DEPENDENT_ON_ORDER =
      Set.of("ANY_VALUE", "FIRST", "LAST", "ARG_MIN", "ARG_MAX");

  private final Random random = new Random(SEED);

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String condition(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      String joined = condition(depth - 1) + pick(" AND ", " OR ") + condition(depth - 1);
      return pick("", "NOT ") + "(" + joined + ")";
    }
    String comparison = pick(" = ", " <> ", " < ", " <= ", " > ", " >= ");
    return switch (random.nextInt(11)) {
      case 0 -> "car_number" + comparison + random.nextInt(42);
      case 1 -> "driver" + comparison + "'Driver " + random.nextInt(42) + "'";
      case 2 -> "team" + comparison + pick("'Penske'", "'Gibbs'", "'A'", "'Z'");
      case 3 -> "rpm" + comparison + (6900 + random.nextInt(2700));
      case 4 -> "speed_mph" + comparison + (random.nextInt(4400) - 400) / 10.0;
      case 5 -> pick("team", "rpm", "pit", "lap") + pick(" IS NULL", " IS NOT NULL");
      case 6 -> "time" + comparison + "now() - INTERVAL '" + random.nextInt(900) + " seconds'";
      case 7 -> "lap" + pick(" IN ", " NOT IN ") + "(1, 5, 17, " + random.nextInt(60) + ")";
      case 8 -> "rpm + lap" + comparison + (7000 + random.nextInt(2500));
      case 9 -> "note" + pick(" = 'note 77'", " < 'note 5'", " LIKE '%7%'", " IS NULL");
      default -> pick("pit", "NOT pit", "pit IS NOT TRUE", "pit IS FALSE");
    };
  }

  private String statement() {
    StringBuilder sql = new StringBuilder("SELECT ");
    List<String> order = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    int keyCount = random.nextInt(4);
    for (int i = 0; i < keyCount; i++) {
      keys.add(pick(KEYS));
      sql.append(keys.get(i)).append(" AS k").append(i).append(", ");
      order.add("k" + i + " NULLS LAST");
    }
    int aggregates = 1 + random.nextInt(4);
    for (int i = 0; i < aggregates; i++) {
      sql.append(i > 0 ? ", " : "").append(pick(AGGREGATES));
    }
    sql.append(" FROM engine_telemetry");
    int conditions = random.nextInt(4);
    for (int i = 0; i < conditions; i++) {
      sql.append(i == 0 ? " WHERE " : " AND ").append(condition(2));
    }
    if (!keys.isEmpty()) {
      sql.append(" GROUP BY ").append(String.join(", ", keys));
      sql.append(" ORDER BY ").append(String.join(", ", order));
    }
    return sql.toString();
  }

  @Test
  void theStatementsUseEveryAggregateWhoseAnswerDoesNotDependOnTheOrderOfRows() {
    List<String> names =
        FunctionTable.families().stream()
            .flatMap(family -> family.entries().stream())
            .filter(FunctionEntry::isAggregate)
            .map(entry -> entry.names().get(0))
            .filter(name -> !DEPENDENT_ON_ORDER.contains(name))
            .toList();
    assertThat(names)
        .as("aggregates without a call in AGGREGATES")
        .filteredOn(
            name -> Arrays.stream(AGGREGATES).noneMatch(call -> call.startsWith(name + "(")))
        .isEmpty();
  }

  @Test
  void randomAggregatesOverRandomCutsAnswerAsDuckDb() throws Exception {
    System.out.println("RandomDifferentialTest pitwall.seed=" + SEED);
    TableSchema schema = RaceRows.engine();
    List<@Nullable Object[]> rows = RaceRows.rows(schema, 4_000, 0.1, random);
    List<String> differences = new ArrayList<>();
    try (DuckDatabase duck = new DuckDatabase()) {
      duck.add(schema, rows);
      for (int i = 0; i < STATEMENTS; i++) {
        MemoryStore store = new MemoryStore();
        store.add(schema, MemoryStore.cut(schema, rows, 1, random));
        String statement = statement();
        String forDuck = statement.replace("now()", "make_timestamp_ns(" + RaceRows.NOW + ")");
        try {
          Statements statements = new Statements(store, RaceRows.DATABASE, RaceRows.NOW);
          List<List<@Nullable Object>> ours = statements.run(statement);
          assertThat(statements.run(statement)).as("from what was kept").isEqualTo(ours);
          List<List<@Nullable Object>> theirs = duck.run(forDuck);
          if (!DuckComparison.sameRows(theirs, ours)) {
            differences.add(statement + "\n DuckDB " + theirs + "\n we     " + ours);
          }
        } catch (Exception | AssertionError e) {
          differences.add(statement + "\n → " + e);
        }
      }
    }
    assertThat(differences).as("seed " + SEED).isEmpty();
  }
}
