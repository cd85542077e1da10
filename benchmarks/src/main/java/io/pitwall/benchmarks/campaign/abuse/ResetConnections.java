package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** Opens connections to both ports and resets them, some in the middle of a request. */
final class ResetConnections implements Abuse {
  private final AbuseScene scene;

  ResetConnections(AbuseScene scene) {
    this.scene = scene;
  }

  @Override
  public void act() throws IOException {
    boolean speaks = scene.random().nextBoolean();
    AbuseSocket http = scene.connectHttp();
    if (speaks) {
      http.write(AbuseRequest.lines(scene.token()).with("Content-Length", "100").header());
    }
    http.reset();
    AbuseSocket postgres = scene.connectPostgres();
    if (speaks) {
      postgres.write(AbusePostgres.startup("admin", AbuseScene.DATABASE));
    }
    postgres.reset();
    scene.tally().answered("reset by us");
  }
}
