package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.time.Duration;

/** Sends half of a request's header and waits. */
final class HalfHeaders implements Abuse {
  private static final int MOST = 100;
  private static final Duration LIMIT = AbuseLimits.TIMEOUT.plus(AbuseLimits.SLACK);

  private final AbuseScene scene;
  private final HeldConnections held;

  HalfHeaders(AbuseScene scene) {
    this.scene = scene;
    held = new HeldConnections("a request with half a header", MOST, LIMIT, scene.tally());
  }

  @Override
  public void act() throws IOException {
    if (!held.isFull()) {
      open();
    }
    held.judge();
  }

  private void open() throws IOException {
    byte[] header = AbuseRequest.get("/health").with("X-Half", "of it").header();
    byte[] half = new byte[1 + scene.random().nextInt(header.length - 2)];
    System.arraycopy(header, 0, half, 0, half.length);
    AbuseSocket socket = scene.connectHttp();
    held.hold(socket);
    socket.write(half);
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
