package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.time.Duration;

/** Connects and says nothing. A PostgreSQL connection must be ended after its login's time. */
final class SilentConnections implements Abuse {
  private static final int MOST = 60;
  private static final Duration LOGIN_LIMIT = Duration.ofSeconds(30);
  private static final Duration IDLE_LIMIT = Duration.ofSeconds(150);

  private final AbuseScene scene;
  private final HeldConnections http;
  private final HeldConnections postgres;

  SilentConnections(AbuseScene scene) {
    this.scene = scene;
    http = new HeldConnections("a silent HTTP connection", MOST, IDLE_LIMIT, scene.tally());
    postgres =
        new HeldConnections("a silent PostgreSQL connection", MOST, LOGIN_LIMIT, scene.tally());
  }

  @Override
  public void act() throws IOException {
    http.hold(scene.connectHttp());
    postgres.hold(scene.connectPostgres());
    http.judge();
    postgres.judge();
  }

  @Override
  public void close() throws IOException {
    http.close();
    postgres.close();
  }
}
