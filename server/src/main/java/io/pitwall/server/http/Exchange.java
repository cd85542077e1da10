package io.pitwall.server.http;

import io.pitwall.server.auth.Principal;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Its fields belong to the connection's event loop; {@link #answer} may
 * be called from any thread, once.
 */
final class Exchange {
  private final HttpConnection connection;
  private final RequestHeader head;
  private final long startNanos;
  private final Principal principal;

  BodyReceiver receiver = BodyReceiver.DISCARD;
  @Nullable Answer answer;
  boolean closes;
  boolean wantsContinue;
  boolean received;
  @Nullable Runnable whenFirst;
  @Nullable Runnable whenDisconnected;

  Exchange(HttpConnection connection, RequestHeader head, long startNanos, Principal principal) {
    this.connection = connection;
    this.head = head;
    this.startNanos = startNanos;
    this.principal = principal;
    this.closes = !head.keepAlive();
  }

  RequestHeader head() {
    return head;
  }

  HttpConnection connection() {
    return connection;
  }

  /** When the head was whole, by the monotonic clock. */
  long startNanos() {
    return startNanos;
  }

  /** Who sent the request. */
  Principal principal() {
    return principal;
  }

  /** Sends the answer once all earlier ones of the connection are sent. Any thread, once. */
  void answer(Answer whole) {
    connection.answer(this, whole);
  }
}
