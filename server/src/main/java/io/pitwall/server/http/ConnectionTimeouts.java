package io.pitwall.server.http;

import io.pitwall.server.network.ConnectionSweep;
import io.pitwall.server.network.WriteStall;
import io.pitwall.storage.runtime.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection that makes no progress: request headers that do not come, a body that stalls or
 * trickles, no request at all, a client that does not read. A sweep of all connections looks at it
 * from time to time. Owned by the connection's event loop.
 */
final class ConnectionTimeouts {
  /** A body that takes longer than the body timeout must come at least this fast. */
  static final int MIN_BODY_BYTES_PER_SECOND = 1024;

  /** The last bytes of a connection that closes must leave at least this fast. */
  static final int MIN_LAST_BYTES_PER_SECOND = 1024;

  private static final long MILLIS_PER_SECOND = 1_000;

  private final ServerConnection connection;
  private final RequestFraming framing;
  private final HttpLimits.Timeouts limits;
  private final Clock clock;
  private final WriteStall writeStall;
  private long lastBytesNanos;
  private long headerSinceNanos;
  private long bodySinceNanos;
  private long bodyBytes;
  private boolean closing;
  private long closeAtNanos;

  ConnectionTimeouts(
      ServerConnection connection,
      RequestFraming framing,
      HttpLimits.Timeouts limits,
      Clock clock) {
    this.connection = connection;
    this.framing = framing;
    this.limits = limits;
    this.clock = clock;
    this.writeStall = new WriteStall(connection.channel(), clock);
    this.lastBytesNanos = clock.monotonicNanos();
  }

  /** Begins to look, until the connection is closed; to be called when it is open. */
  void start(ConnectionSweep sweep) {
    lastBytesNanos = clock.monotonicNanos();
    sweep.add(connection.channel(), this::look);
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

  /** A request is whole; what follows is another one, with a time of its own. */
  void requestEnded() {
    bodyBytes = 0;
    headerSinceNanos = 0;
  }

  /** Time in which the server did not read is not the client's fault. */
  void readingChanged() {
    lastBytesNanos = clock.monotonicNanos();
    headerSinceNanos = 0;
  }

  /** The connection ends once the bytes that wait are sent, or after the time they may take. */
  void closing() {
    long millis =
        limits.writeMillis()
            + writeStall.waitingBytes() * MILLIS_PER_SECOND / MIN_LAST_BYTES_PER_SECOND;
    closing = true;
    closeAtNanos = clock.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void look() {
    long now = clock.monotonicNanos();
    boolean isStalled = writeStall.isLongerThan(limits.writeMillis());
    if (isStalled || (closing && now - closeAtNanos > 0)) {
      connection.closeNow();
    } else if (framing.isInHeader()) {
      lookAtHeader(now);
    } else {
      headerSinceNanos = 0;
      if (framing.isInBody()) {
        lookAtBody(now);
      } else {
        lookAtIdleness(now);
      }
    }
  }

  /** A client that waits for an answer, or reads one, is not idle; nor was it until now. */
  private void lookAtIdleness(long now) {
    if (!connection.isIdle() || writeStall.waitingBytes() > 0) {
      lastBytesNanos = now;
    } else if (isOver(now - lastBytesNanos, limits.idleMillis())) {
      connection.closeNow();
    }
  }

  private void lookAtHeader(long now) {
    if (!connection.channel().config().isAutoRead()) {
      return;
    }
    if (headerSinceNanos == 0) {
      headerSinceNanos = now;
    }
    if (isOver(now - headerSinceNanos, limits.headerMillis())) {
      connection.malformed(
          new HttpRefusal(
              408,
              "the request header did not arrive in time "
                  + ConnectionLimits.HEADER_TIMEOUT.clause()));
    }
  }

  private void lookAtBody(long now) {
    if (!connection.channel().config().isAutoRead()) {
      return;
    }
    if (connection.isBodyHeldBack()) {
      lastBytesNanos = now;
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
              "the request body did not arrive in time " + ConnectionLimits.BODY_TIMEOUT.clause()));
    }
  }

  private static boolean isOver(long nanos, long millis) {
    return nanos > TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
