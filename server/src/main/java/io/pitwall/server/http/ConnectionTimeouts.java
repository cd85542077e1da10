package io.pitwall.server.http;

import io.netty.util.concurrent.ScheduledFuture;
import io.pitwall.storage.runtime.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection that makes no progress: request headers that do not come, a body that stalls or
 * trickles, no request at all, a client that does not read. Looks from time to time instead of
 * setting a timer for each step. Owned by the connection's event loop.
 */
final class ConnectionTimeouts {
  /** A body that takes longer than the body timeout must come at least this fast. */
  static final int MIN_BODY_BYTES_PER_SECOND = 1024;

  private static final long MAX_INTERVAL_MILLIS = 1_000;

  private final ServerConnection connection;
  private final RequestFraming framing;
  private final HttpLimits.Timeouts limits;
  private final Clock clock;
  private long lastBytesNanos;
  private long headSinceNanos;
  private long bodySinceNanos;
  private long bodyBytes;
  private long unwritableSinceNanos;
  private @Nullable ScheduledFuture<?> nextLook;

  ConnectionTimeouts(
      ServerConnection connection,
      RequestFraming framing,
      HttpLimits.Timeouts limits,
      Clock clock) {
    this.connection = connection;
    this.framing = framing;
    this.limits = limits;
    this.clock = clock;
    this.lastBytesNanos = clock.monotonicNanos();
  }

  /** Begins to look; to be called when the connection is open. */
  void start() {
    lastBytesNanos = clock.monotonicNanos();
    long interval = Math.max(1, Math.min(MAX_INTERVAL_MILLIS, limits.shortestMillis() / 2));
    nextLook =
        connection
            .channel()
            .eventLoop()
            .scheduleWithFixedDelay(this::look, interval, interval, TimeUnit.MILLISECONDS);
  }

  /** Ends looking. */
  void stop() {
    if (nextLook != null) {
      nextLook.cancel(false);
    }
  }

  /** Bytes were read. */
  void sawBytes() {
    lastBytesNanos = clock.monotonicNanos();
  }

  /** Bytes of a body were read. */
  void sawBody(int length) {
    if (bodyBytes == 0) {
      bodySinceNanos = clock.monotonicNanos();
    }
    bodyBytes += length;
  }

  /** A request is whole. */
  void requestEnded() {
    bodyBytes = 0;
  }

  /** Time in which the server did not read is not the client's fault. */
  void readingChanged() {
    lastBytesNanos = clock.monotonicNanos();
  }

  /** The client began or stopped to read its answers. */
  void writabilityChanged(boolean writable) {
    unwritableSinceNanos = writable ? 0 : clock.monotonicNanos();
  }

  private void look() {
    long now = clock.monotonicNanos();
    if (unwritableSinceNanos != 0 && isOver(now - unwritableSinceNanos, limits.writeMillis())) {
      connection.closeNow();
    } else if (framing.isInHead()) {
      lookAtHead(now);
    } else {
      headSinceNanos = 0;
      if (framing.isInBody()) {
        lookAtBody(now);
      } else if (connection.isIdle() && isOver(now - lastBytesNanos, limits.idleMillis())) {
        connection.closeNow();
      }
    }
  }

  private void lookAtHead(long now) {
    if (headSinceNanos == 0) {
      headSinceNanos = now;
    }
    if (isOver(now - headSinceNanos, limits.headerMillis())) {
      connection.malformed(
          new HttpRefusal(
              408,
              "the request's head did not come in time "
                  + ConnectionLimits.HEADER_TIMEOUT.clause()));
    }
  }

  private void lookAtBody(long now) {
    if (!connection.channel().config().isAutoRead()) {
      return;
    }
    long takenNanos = now - bodySinceNanos;
    boolean trickles =
        bodyBytes > 0
            && isOver(takenNanos, limits.bodyMillis())
            && bodyBytes < takenNanos / 1e9 * MIN_BODY_BYTES_PER_SECOND;
    if (trickles || isOver(now - lastBytesNanos, limits.bodyMillis())) {
      connection.malformed(
          new HttpRefusal(
              408,
              "the request's body did not come in time " + ConnectionLimits.BODY_TIMEOUT.clause()));
    }
  }

  private static boolean isOver(long nanos, long millis) {
    return nanos > TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
