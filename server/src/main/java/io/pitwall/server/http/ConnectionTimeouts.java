package io.pitwall.server.http;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that hold on to the server without going on: heads and bodies that stall or
 * trickle, idle ones, readers that do not read. Owned by the connection's event loop; looks from
 * time to time rather than setting a timer for each step.
 */
final class ConnectionTimeouts {
  /** A body that is longer under way than the body timeout must have come at least this fast. */
  static final int MIN_BODY_BYTES_PER_SECOND = 1024;

  private static final long MAX_INTERVAL_MILLIS = 1_000;

  private final HttpConnection connection;
  private final RequestFraming framing;
  private final HttpLimits limits;
  private long lastBytesNanos = System.nanoTime();
  private long headSinceNanos;
  private long bodySinceNanos;
  private long bodyBytes;
  private long unwritableSinceNanos;
  private @Nullable ScheduledFuture<?> nextLook;

  ConnectionTimeouts(HttpConnection connection, RequestFraming framing, HttpLimits limits) {
    this.connection = connection;
    this.framing = framing;
    this.limits = limits;
  }

  void start() {
    lastBytesNanos = System.nanoTime();
    long shortest = Math.min(limits.headerTimeoutMillis(), limits.bodyTimeoutMillis());
    shortest =
        Math.min(shortest, Math.min(limits.idleTimeoutMillis(), limits.writeTimeoutMillis()));
    long interval = Math.max(1, Math.min(MAX_INTERVAL_MILLIS, shortest / 2));
    nextLook =
        connection
            .channel()
            .eventLoop()
            .scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  void stop() {
    if (nextLook != null) {
      nextLook.cancel(false);
    }
  }

  void sawBytes() {
    lastBytesNanos = System.nanoTime();
  }

  void sawBody(int length) {
    if (bodyBytes == 0) {
      bodySinceNanos = System.nanoTime();
    }
    bodyBytes += length;
  }

  void requestEnded() {
    bodyBytes = 0;
  }

  /** Time in which nothing was read on purpose is not the client's. */
  void readingChanged() {
    lastBytesNanos = System.nanoTime();
  }

  void writabilityChanged(boolean writable) {
    unwritableSinceNanos = writable ? 0 : System.nanoTime();
  }

  private void look() {
    long now = System.nanoTime();
    if (unwritableSinceNanos != 0
        && isOver(now - unwritableSinceNanos, limits.writeTimeoutMillis())) {
      connection.closeNow();
    } else if (framing.isInHead()) {
      lookAtHead(now);
    } else {
      headSinceNanos = 0;
      if (framing.isInBody()) {
        lookAtBody(now);
      } else if (connection.isIdle() && isOver(now - lastBytesNanos, limits.idleTimeoutMillis())) {
        connection.closeNow();
      }
    }
  }

  private void lookAtHead(long now) {
    if (headSinceNanos == 0) {
      headSinceNanos = now;
    }
    if (isOver(now - headSinceNanos, limits.headerTimeoutMillis())) {
      connection.malformed(
          new HttpRefusal(408, "the request's head did not come in time (limit header-timeout)"));
    }
  }

  private void lookAtBody(long now) {
    if (!connection.channel().config().isAutoRead()) {
      return;
    }
    long takenNanos = now - bodySinceNanos;
    boolean trickles =
        bodyBytes > 0
            && isOver(takenNanos, limits.bodyTimeoutMillis())
            && bodyBytes < takenNanos / 1e9 * MIN_BODY_BYTES_PER_SECOND;
    if (trickles || isOver(now - lastBytesNanos, limits.bodyTimeoutMillis())) {
      connection.malformed(
          new HttpRefusal(408, "the request's body did not come in time (limit body-timeout)"));
    }
  }

  private static boolean isOver(long nanos, long millis) {
    return nanos > TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
