package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.time.Duration;

/** Begins something on a new connection, does not end it, and waits until the server does. */
abstract class HalfSent implements Abuse {
  private static final Duration LIMIT = AbuseLimits.TIMEOUT.plus(AbuseLimits.SLACK);

  private final AbuseScene scene;
  private final HeldConnections held;

  /**
   * @param what each connection is, for a sentence
   * @param most connections at the same time
   */
  HalfSent(AbuseScene scene, String what, int most) {
    this.scene = scene;
    held = new HeldConnections(what, most, LIMIT, scene.tally());
  }

  final AbuseScene scene() {
    return scene;
  }

  abstract AbuseSocket connect() throws IOException;

  /** Sends what is not ended. */
  abstract void begin(AbuseSocket socket) throws IOException;

  @Override
  public final void act() throws IOException {
    if (!held.isFull()) {
      AbuseSocket socket = connect();
      held.hold(socket);
      begin(socket);
    }
    held.judge();
  }

  @Override
  public final String missing() {
    return held.missing();
  }

  @Override
  public final void close() throws IOException {
    held.close();
  }
}
