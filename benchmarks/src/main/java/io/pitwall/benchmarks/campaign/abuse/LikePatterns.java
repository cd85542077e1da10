package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** LIKE with many wildcards over long texts that nearly match. */
final class LikePatterns implements Abuse {
  private static final int TEXT_CHARS = 50_000;
  private static final int MOST_WILDCARDS = 2_000;

  private final AbuseScene scene;

  LikePatterns(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    int wildcards = 1 + scene.random().nextInt(MOST_WILDCARDS);
    String pattern = (scene.random().nextBoolean() ? "%a" : "%a_").repeat(wildcards) + "b";
    String sql =
        scene.random().nextBoolean()
            ? "SELECT '" + "a".repeat(TEXT_CHARS) + "' LIKE '" + pattern + "'"
            : "SELECT COUNT(*) FROM "
                + scene.busyTable()
                + " WHERE driver LIKE '"
                + pattern
                + "' AND time > now() - INTERVAL '10 seconds'";
    try (AbuseHttp http = scene.openHttp()) {
      AbuseAnswer answer = http.ask(AbuseRequest.query(sql, scene.token()));
      scene.tally().expect("LIKE with " + wildcards + " wildcards", answer, "200", "400");
    }
  }
}
