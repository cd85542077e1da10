package io.pitwall.query.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the answers to very many random statements with PostgreSQL's, and prints what differs:
 * {@code PostgresCampaign [STATEMENTS [SEED]]}. Ends with 1 if a difference is not known, or if an
 * entry of {@link KnownDifferences} matched nothing in a long run.
 */
final class PostgresCampaign {
  private static final int DEFAULT_STATEMENTS = 100_000;
  private static final int SHOWN = 3;
  private static final int STATEMENTS_BETWEEN_SIGNS_OF_LIFE = 10_000;

  private PostgresCampaign() {}

  /** Runs the statements of the seeds from SEED on, one after the other. */
  public static void main(String[] arguments) throws Exception {
    int statements = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_STATEMENTS;
    long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    if (!PostgresServer.isSupported()) {
      System.out.println("the binaries of PostgreSQL are those of Linux on x86-64");
      System.exit(1);
    }
    boolean isGood;
    try (PostgresServer server = PostgresServer.start();
        OracleRun run = new OracleRun(server)) {
      run.runOddStatements();
      for (long seed = first; seed < first + statements; seed++) {
        run.run(seed);
        long done = seed - first + 1;
        if (done % STATEMENTS_BETWEEN_SIGNS_OF_LIFE == 0) {
          System.out.println(done + " statements, " + run.differences.size() + " differences");
        }
      }
      show(run.differences);
      run.print(System.out);
      isGood = run.differences.isEmpty() && (statements < DEFAULT_STATEMENTS || allMatched(run));
    }
    System.exit(isGood ? 0 : 1);
  }

  private static boolean allMatched(OracleRun run) {
    boolean all = true;
    for (KnownDifference difference : KnownDifferences.ALL) {
      if (!run.known.containsKey(difference.reason())) {
        System.out.println("NOTHING MATCHED: " + difference.reason());
        all = false;
      }
    }
    return all;
  }

  private static void show(List<Difference> differences) {
    Map<String, List<Difference>> kinds = new TreeMap<>();
    for (Difference difference : differences) {
      kinds.computeIfAbsent(difference.signature(), kind -> new ArrayList<>()).add(difference);
    }
    kinds.forEach((kind, all) -> {
      System.out.println("DIFFERENCE, " + all.size() + " times: " + kind);
      all.sort(
          Comparator.comparingInt(
              (Difference difference) -> difference.statement().sql().length()));
      for (Difference difference : all.subList(0, Math.min(SHOWN, all.size()))) {
        System.out.println(
            "  seed "
                + difference.seed()
                + ": "
                + difference.statement().sql()
                + "\n    we         "
                + cut(difference.ours())
                + "\n    PostgreSQL "
                + cut(difference.theirs()));
      }
    });
  }

  private static String cut(Outcome outcome) {
    String text = outcome.toString();
    return text.length() > 700 ? text.substring(0, 700) + "…" : text;
  }
}
