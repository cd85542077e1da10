package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Sends one {@code GET /health} after the other and reads no answer. The server must stop reading
 * soon, and end the connection when nothing of the answers has been taken for long enough.
 */
final class UnreadPipelines implements Abuse {
  private static final int REQUESTS_AT_ONCE = 500;
  private static final long MOST_BYTES = 64L << 20;

  /** The answers first fill the buffers of both systems. */
  private static final Duration LIMIT = AbuseLimits.TIMEOUT.plus(AbuseLimits.SLACK.multipliedBy(3));

  private final AbuseScene scene;
  private final byte[] requests;
  private AbuseSocket socket;
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private long taken;
  private boolean wasEnded;

  UnreadPipelines(AbuseScene scene) throws IOException {
    this.scene = scene;
    byte[] one = AbuseRequest.get("/health").header();
    requests = new byte[one.length * REQUESTS_AT_ONCE];
    for (int i = 0; i < REQUESTS_AT_ONCE; i++) {
      System.arraycopy(one, 0, requests, i * one.length, one.length);
    }
    socket = scene.connectHttp();
  }

  @Override
  public void act() throws IOException {
    if (!rest.hasRemaining()) {
      rest = ByteBuffer.wrap(requests);
    }
    try {
      taken += socket.offer(rest);
    } catch (IOException e) {
      scene.tally().answered("ended by the server");
      wasEnded = true;
      begin();
      return;
    }
    if (taken > MOST_BYTES) {
      scene.tally().fault("the server took " + taken + " bytes of requests, no answer was read");
      begin();
    } else if (socket.age().compareTo(LIMIT) > 0) {
      scene.tally().fault("the connection was still open after " + LIMIT.toSeconds() + " s");
      begin();
    }
  }

  @Override
  public String missing() {
    return wasEnded ? "" : "a connection that the server ended because no answer was read";
  }

  private void begin() throws IOException {
    socket.close();
    socket = scene.connectHttp();
    rest = ByteBuffer.allocate(0);
    taken = 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
