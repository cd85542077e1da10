package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** Writes of which each makes a new database, up to the limit and past it. */
final class EndlessDatabases implements Abuse {
  private final AbuseScene scene;
  private final int run;
  private long next;
  private boolean refused;

  EndlessDatabases(AbuseScene scene) {
    this.scene = scene;
    run = scene.random().nextInt(1 << 20);
  }

  @Override
  public void act() throws IOException {
    String database = "abuse_" + run + "_" + next++;
    byte[] request =
        AbuseRequest.post("/write?db=" + database).token(scene.token()).body("row value=1i");
    try (AbuseHttp http = scene.openHttp()) {
      AbuseAnswer answer = http.ask(request);
      scene.tally().expect("a new database with each write", answer, "204", "400");
      if (answer.is("400")) {
        boolean byLimit = answer.text().contains("max-databases");
        refused |= byLimit;
        if (!byLimit) {
          scene.tally().fault("a database past the limit: it is not named: " + answer.text());
        }
      }
    }
  }

  @Override
  public String missing() {
    return refused ? "" : "a refusal by max-databases";
  }
}
