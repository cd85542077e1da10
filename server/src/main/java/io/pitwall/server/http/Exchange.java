package io.pitwall.server.http;

import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Its fields belong to the connection's event loop; {@link #answer} may
 * be called from any thread, once.
 */
final class Exchange {
  private final HttpConnection connection;
  private final RequestHead head;
  private final long startNanos;
  private final boolean authenticated;

  BodyReceiver receiver = BodyReceiver.DISCARD;
  @Nullable Answer answer;
  boolean closes;
  boolean wantsContinue;
  boolean received;
  @Nullable Runnable whenFirst;
  @Nullable Runnable whenDisconnected;

  Exchange(HttpConnection connection, RequestHead head, long startNanos, boolean authenticated) {
    this.connection = connection;
    this.head = head;
    this.startNanos = startNanos;
    this.authenticated = authenticated;
    this.closes = !head.keepAlive();
  }

  RequestHead head() {
    return head;
  }

  HttpConnection connection() {
    return connection;
  }

  /** When the head was whole, by the monotonic clock. */
  long startNanos() {
    return startNanos;
  }

  /** Whether the request came with a good token. */
  boolean isAuthenticated() {
    return authenticated;
  }

  /** Sends the answer once all earlier ones of the connection are sent. Any thread, once. */
  void answer(Answer whole) {
    connection.answer(this, whole);
  }
}
