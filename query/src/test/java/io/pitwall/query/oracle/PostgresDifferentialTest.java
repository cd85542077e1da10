package io.pitwall.query.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.function.FunctionEntry;
import io.pitwall.query.function.FunctionTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Some hundred random statements, here and in PostgreSQL 15; the campaign runs very many. */
class PostgresDifferentialTest {
  /** Always the same statements: new ones, of which some show something new, are the campaign's. */
  private static final long SEED = Long.getLong("pitwall.seed", 1);

  private static final int STATEMENTS = 400;
  private static final int ENOUGH_TO_DRAW_ALL = 5_000;

  /** What PostgreSQL 15 does not have, or only answers for itself. */
  private static final Set<String> NOT_IN_POSTGRESQL =
      Set.of("ANY_VALUE", "FIRST", "LAST", "ARG_MIN", "ARG_MAX", "TIME_BUCKET");

  @Test
  void randomStatementsAnswerAsPostgreSqlDoes() throws Exception {
    Assumptions.assumeTrue(
        PostgresServer.isSupported(),
        "skipped: the binaries of PostgreSQL that Maven brings are those of Linux on x86-64");
    System.out.println("PostgresDifferentialTest pitwall.seed=" + SEED);
    try (PostgresServer server = PostgresServer.start();
        OracleRun run = new OracleRun(server)) {
      run.runOddStatements();
      for (long seed = SEED; seed < SEED + STATEMENTS; seed++) {
        run.run(seed);
      }
      run.print(System.out);
      assertThat(run.differences)
          .as("differences; run one again with -Dpitwall.seed and its seed")
          .isEmpty();
      assertThat(run.refusedByBoth)
          .as("statements that both refuse")
          .isLessThan(run.statements / 3);
    }
  }

  @Test
  void statementsUseEveryFunctionThatPostgreSqlHas() {
    Set<String> used = new TreeSet<>();
    for (long seed = 0; seed < ENOUGH_TO_DRAW_ALL; seed++) {
      used.addAll(RandomStatements.of(seed).used().keySet());
    }
    Set<String> missing = new TreeSet<>();
    FunctionTable.families().stream()
        .flatMap(family -> family.entries().stream())
        .filter(entry -> !NOT_IN_POSTGRESQL.contains(entry.names().get(0)))
        .map(FunctionEntry::names)
        .forEach(missing::addAll);
    missing.removeAll(used);
    assertThat(missing).as("names in the function table without a random call").isEmpty();
  }

  @Test
  void theDocumentationNamesEveryKnownDifference() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "sql.md")).replaceAll("\\s+", " ");
    String section = page.substring(page.indexOf("## Where it differs from PostgreSQL"));
    for (KnownDifference known : KnownDifferences.ALL) {
      assertThat(section).contains(known.reason());
    }
  }
}
