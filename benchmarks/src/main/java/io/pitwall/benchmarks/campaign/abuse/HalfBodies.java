package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends half of a body and waits. */
final class HalfBodies implements Abuse {
  private static final int MOST = 60;
  private static final Duration LIMIT = AbuseLimits.TIMEOUT.plus(AbuseLimits.SLACK);
  private static final int DECLARED_BYTES = 1_000_000;

  private final AbuseScene scene;
  private final HeldConnections held;

  HalfBodies(AbuseScene scene) {
    this.scene = scene;
    held = new HeldConnections("a request with half a body", MOST, LIMIT, scene.tally());
  }

  @Override
  public void act() throws IOException {
    if (!held.isFull()) {
      open();
    }
    held.judge();
  }

  private void open() throws IOException {
    AbuseRequest request = AbuseRequest.lines(scene.token());
    boolean chunked = scene.random().nextBoolean();
    byte[] header =
        chunked
            ? request.with("Transfer-Encoding", "chunked").header()
            : request.with("Content-Length", Integer.toString(DECLARED_BYTES)).header();
    AbuseSocket socket = scene.connectHttp();
    held.hold(socket);
    socket.write(header);
    socket.write(
        (chunked ? "10\r\nhalf value=" : "half value=").getBytes(StandardCharsets.US_ASCII));
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
