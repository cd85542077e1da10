package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** Statements that are deep, long or wide, inside the limits and past them. */
final class DeepStatements implements Abuse {
  private final AbuseScene scene;
  private final String[] statements;
  private int turn;

  DeepStatements(AbuseScene scene) {
    this.scene = scene;
    String table = scene.busyTable();
    statements =
        new String[] {
          "SELECT " + "(".repeat(90) + "1" + ")".repeat(90),
          "SELECT " + "(".repeat(50_000) + "1" + ")".repeat(50_000),
          "SELECT " + "(".repeat(50_000),
          "SELECT 1" + " + 1".repeat(900),
          "SELECT 1" + " + 1".repeat(50_000),
          "SELECT " + "NOT ".repeat(40_000) + "true",
          "SELECT " + "- ".repeat(40_000) + "1",
          "SELECT " + "CASE WHEN true THEN ".repeat(90) + "1" + " END".repeat(90),
          "SELECT " + "CASE WHEN true THEN ".repeat(9_000) + "1" + " END".repeat(9_000),
          "SELECT 1 WHERE 1 IN (1" + ", 2".repeat(60_000) + ")",
          "SELECT COUNT(*) FROM "
              + table
              + " WHERE car_number = 1"
              + " OR car_number = 2".repeat(900),
          "SELECT * FROM (".repeat(80) + table + ") t".repeat(80),
          "SELECT 1" + " UNION ALL SELECT 1".repeat(5_000),
          "SELECT '" + "x".repeat(400_000) + "'",
          "SELECT " + "1, ".repeat(30_000) + "1",
          "SELECT " + "COALESCE(".repeat(95) + "1" + ")".repeat(95),
          "SELECT " + "ABS(".repeat(95) + "1" + ")".repeat(95),
          "/*".repeat(50_000) + " SELECT 1",
        };
  }

  @Override
  public String missing() {
    return turn < statements.length ? "each of its statements" : "";
  }

  @Override
  public void act() throws IOException {
    String sql = statements[turn++ % statements.length];
    String what = "the statement " + sql.substring(0, Math.min(30, sql.length())) + "…";
    try (AbuseHttp http = scene.openHttp()) {
      AbuseAnswer answer = http.ask(AbuseRequest.query(sql, scene.token()));
      scene.tally().expect(what, answer, "200", "400", "413");
    }
    try (AbusePostgres session = scene.openSession()) {
      AbuseAnswer answer = session.ask(sql);
      scene.tally().answered(answer.code());
      if (answer.code().startsWith("XX") || answer.is(AbuseAnswer.CLOSED)) {
        scene.tally().fault(what + " over PostgreSQL: " + answer.code() + " " + answer.text());
      }
    }
  }
}
