package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.time.Duration;

/** Begins a PostgreSQL login and never ends it. */
final class HalfLogins implements Abuse {
  private static final int MOST = 140;
  private static final Duration LIMIT = AbuseLimits.TIMEOUT.plus(AbuseLimits.SLACK);

  private final AbuseScene scene;
  private final HeldConnections held;

  HalfLogins(AbuseScene scene) {
    this.scene = scene;
    held = new HeldConnections("a PostgreSQL login that stopped", MOST, LIMIT, scene.tally());
  }

  @Override
  public void act() throws IOException {
    if (!held.isFull()) {
      open();
    }
    held.judge();
  }

  private void open() throws IOException {
    AbuseSocket socket = scene.connectPostgres();
    held.hold(socket);
    byte[] startup = AbusePostgres.startup("admin", AbuseScene.DATABASE);
    switch (scene.random().nextInt(3)) {
      case 0 -> {
        byte[] half = new byte[5];
        System.arraycopy(startup, 0, half, 0, half.length);
        socket.write(half);
      }
      case 1 -> socket.write(startup);
      default -> {
        socket.write(startup);
        socket.write(AbusePostgres.firstPassword("n,,n=,r=half"));
      }
    }
  }

  @Override
  public String missing() {
    return held.missing();
  }

  @Override
  public void close() throws IOException {
    held.close();
  }
}
