package io.pitwall.server.http;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/**
 * Lets a connection begin no further request while the server is congested. Owned by the
 * connection's event loop.
 */
final class CongestionPause {
  /** How often a paused connection asks whether it may go on. */
  private static final long PAUSE_MILLIS = 5;

  private final HttpServices services;
  private final Channel channel;
  private final Runnable ended;
  private boolean on;

  /**
   * @param ended called on the event loop when a pause is over
   */
  CongestionPause(HttpServices services, Channel channel, Runnable ended) {
    this.services = services;
    this.channel = channel;
    this.ended = ended;
  }

  boolean isOn() {
    return on;
  }

  /** To be called after each request. */
  void beginIfCongested() {
    if (!on && services.isCongested()) {
      on = true;
      services.events().readingPaused();
      askAgainLater();
    }
  }

  private void endIfRelaxed() {
    if (services.isCongested() && channel.isActive()) {
      askAgainLater();
    } else {
      on = false;
      ended.run();
    }
  }

  private void askAgainLater() {
    channel.eventLoop().schedule(this::endIfRelaxed, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
