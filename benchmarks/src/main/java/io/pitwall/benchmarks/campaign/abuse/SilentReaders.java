package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.time.Duration;

/** Asks for whole tables over both protocols and reads nothing. */
final class SilentReaders implements Abuse {
  private static final int MOST = 20;

  /** The answers first fill the buffers of both systems. */
  private static final Duration LIMIT =
      AbuseLimits.TIMEOUT.plus(AbuseLimits.SLACK).plus(AbuseLimits.SLACK);

  private final AbuseScene scene;
  private final HeldConnections http;
  private final HeldConnections postgres;

  SilentReaders(AbuseScene scene) {
    this.scene = scene;
    http = new HeldConnections("an answer over HTTP not read", MOST, LIMIT, scene.tally());
    postgres =
        new HeldConnections("an answer over PostgreSQL not read", MOST, LIMIT, scene.tally());
  }

  @Override
  public void act() throws IOException {
    if (!http.isFull()) {
      AbuseSocket asked = scene.connectHttp();
      http.hold(asked);
      asked.write(AbuseRequest.query(scene.readEverything(), scene.token()));
    }
    if (!postgres.isFull()) {
      AbuseSocket session = scene.openSession().socket();
      postgres.hold(session);
      session.write(AbusePostgres.query(scene.readEverything()));
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
