package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.util.Locale;

/** Rows of which each makes a new name, up to the limit and past it. */
final class EndlessNames implements Abuse {
  /** What is new. */
  enum Name {
    SERIES("max-series", 500),
    COLUMN("max-columns-per-table", 50),
    TABLE("max-tables", 20);

    private final String limit;
    private final int rows;

    Name(String limit, int rows) {
      this.limit = limit;
      this.rows = rows;
    }

    /** The table of the good rows beside. */
    private String neighbourTable() {
      return switch (this) {
        case SERIES -> AbuseKind.ENDLESS_SERIES.neighbourTable();
        case COLUMN -> AbuseKind.ENDLESS_COLUMNS.neighbourTable();
        case TABLE -> AbuseKind.ENDLESS_TABLES.neighbourTable();
      };
    }

    String line(String number) {
      return switch (this) {
        case SERIES -> "many_series,tag=" + number + " value=1i";
        case COLUMN -> "many_columns c" + number + "=1i";
        case TABLE -> "table_" + number + " value=1i";
      };
    }
  }

  private final AbuseScene scene;
  private final Name name;
  private final NeighbourRows rows;
  private final String run;
  private long next;
  private boolean refused;

  EndlessNames(AbuseScene scene, Name name) {
    this.scene = scene;
    this.name = name;
    rows = new NeighbourRows(scene, name.neighbourTable());
    run = Integer.toString(scene.random().nextInt(1 << 20), Character.MAX_RADIX);
  }

  @Override
  public void act() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < name.rows; i++) {
      lines.append(i == 0 ? "" : "\n").append(name.line(run + "_" + next++));
    }
    String what = "a new " + name.name().toLowerCase(Locale.ROOT) + " with each row";
    AbuseAnswer answer = rows.write(what, lines.toString(), "204", "400");
    boolean byLimit = answer.text().contains(name.limit);
    if (answer.is("400") && !answer.text().contains("max-")) {
      scene.tally().fault(what + ": the refusal names no limit: " + answer.text());
    }
    refused |= byLimit;
    scene.tally().answered(byLimit ? "refused by " + name.limit : "taken");
  }

  @Override
  public String missing() {
    return refused ? "" : "a refusal by " + name.limit;
  }
}
