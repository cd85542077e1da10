package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.time.Duration;

/**
 * Connects and says nothing. The server must end an HTTP connection that is idle for too long, and
 * a PostgreSQL connection after its login's time.
 */
final class SilentConnections implements Abuse {
  private static final int MOST = 60;
  private static final Duration LOGIN_LIMIT = AbuseLimits.TIMEOUT.plus(AbuseLimits.SLACK);
  private static final Duration IDLE_LIMIT = AbuseLimits.IDLE_TIMEOUT.plus(AbuseLimits.SLACK);

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
    if (!http.isFull()) {
      http.hold(scene.connectHttp());
    }
    if (!postgres.isFull()) {
      postgres.hold(scene.connectPostgres());
    }
    http.judge();
    postgres.judge();
  }

  @Override
  public String missing() {
    return http.missing().isEmpty() ? postgres.missing() : http.missing();
  }

  @Override
  public void close() throws IOException {
    http.close();
    postgres.close();
  }
}
