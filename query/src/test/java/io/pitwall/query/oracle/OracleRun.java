package io.pitwall.query.oracle;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of some seeds here and in PostgreSQL, and counts what came of it. The rows
 * are always the same; how they are cut into sources changes every {@link #STATEMENTS_PER_STORE}
 * seeds.
 */
final class OracleRun implements AutoCloseable {
  private static final int STATEMENTS_PER_STORE = 200;

  private final OracleTables tables = new OracleTables();
  private final PostgresDatabase postgres;
  private @Nullable PitwallDatabase pitwall;
  private long storeOf = Long.MIN_VALUE;

  final Map<String, Long> used = new TreeMap<>();
  final Map<String, Long> known = new HashMap<>();
  final List<Difference> differences = new ArrayList<>();
  long statements;
  long refusedByBoth;

  OracleRun(PostgresServer server) throws Exception {
    postgres = new PostgresDatabase(server);
    tables.copyTo(postgres);
  }

  /** Runs the statement of a seed. */
  void run(long seed) throws Exception {
    RandomStatements.Drawn statement = RandomStatements.of(seed);
    compare(seed, statement);
    statement.used().forEach((name, count) -> used.merge(name, count, Long::sum));
  }

  /** Runs all statements at the edges. */
  void runOddStatements() throws Exception {
    for (String sql : OddStatements.ALL) {
      compare(0, new RandomStatements.Drawn(sql, false, Map.of()));
    }
  }

  /** Runs a statement on the rows as they are cut for a seed. */
  void compare(long seed, RandomStatements.Drawn statement) throws Exception {
    Outcome ours = ours(seed).run(statement.sql());
    Outcome theirs = postgres.run(statement.sql());
    statements++;
    if (ours instanceof Outcome.Failure && theirs instanceof Outcome.Failure) {
      refusedByBoth++;
    }
    if (OutcomeComparison.isSame(statement, ours, theirs)) {
      return;
    }
    Difference difference = new Difference(seed, statement, ours, theirs);
    KnownDifference reason = KnownDifferences.find(difference);
    if (reason == null) {
      differences.add(difference);
    } else {
      known.merge(reason.reason(), 1L, Long::sum);
    }
  }

  private PitwallDatabase ours(long seed) {
    long store = Math.floorDiv(seed, STATEMENTS_PER_STORE);
    if (pitwall == null || store != storeOf) {
      if (pitwall != null) {
        pitwall.close();
      }
      pitwall = new PitwallDatabase(tables.store(new Random(store)));
      storeOf = store;
    }
    return pitwall;
  }

  /** Prints the counts, and the differences by their kinds. */
  void print(PrintStream out) {
    out.printf(
        "%,d statements, %.1f %% refused by both, %,d differences that are not known%n",
        statements, 100.0 * refusedByBoth / Math.max(1, statements), differences.size());
    used.forEach((name, count) -> out.printf("%,12d  %s%n", count, name));
    out.println("known differences:");
    for (KnownDifference difference : KnownDifferences.ALL) {
      out.printf("%,12d  %s%n", known.getOrDefault(difference.reason(), 0L), difference.reason());
    }
  }

  @Override
  public void close() throws SQLException {
    if (pitwall != null) {
      pitwall.close();
    }
    postgres.close();
  }
}
