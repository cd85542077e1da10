package io.pitwall.client.load;

/**
 * How long the load waits, and what it does about a server that does not answer.
 *
 * @param connectTimeoutMillis limit on connecting
 * @param requestTimeoutMillis limit on one write or one wait for an answer; then the connection is
 *     closed and its batches count as of unknown outcome
 * @param drainMillis after the end: how long batches whose time had come are still sent and answers
 *     awaited
 * @param defaultRetryAfterMillis pause before a batch refused with 429 or 503 is sent again, where
 *     the answer names none
 * @param maxRetryAfterMillis the longest pause taken, whatever the answer says
 * @param maxRetries times a batch is sent again before it counts as an error
 * @param reconnectDelayMillis pause between attempts to connect again
 * @param endOnDisconnect whether a broken connection ends the load rather than being replaced
 */
public record Patience(
    int connectTimeoutMillis,
    int requestTimeoutMillis,
    int drainMillis,
    int defaultRetryAfterMillis,
    int maxRetryAfterMillis,
    int maxRetries,
    int reconnectDelayMillis,
    boolean endOnDisconnect) {
  /**
   * 5 s to connect, 30 s a request, 10 s to drain, 60 retries 1 s apart, reconnect after 100 ms.
   */
  public static final Patience DEFAULTS =
      new Patience(5_000, 30_000, 10_000, 1_000, 30_000, 60, 100, false);

  private static final int MAX_MILLIS = 3_600_000;

  /** Checks the ranges. */
  public Patience {
    Limits.check("connect timeout in ms", connectTimeoutMillis, 1, MAX_MILLIS);
    Limits.check("request timeout in ms", requestTimeoutMillis, 1, MAX_MILLIS);
    Limits.check("drain time in ms", drainMillis, 0, MAX_MILLIS);
    Limits.check("default retry-after in ms", defaultRetryAfterMillis, 0, MAX_MILLIS);
    Limits.check("longest retry-after in ms", maxRetryAfterMillis, 0, MAX_MILLIS);
    Limits.check("retries", maxRetries, 0, Integer.MAX_VALUE);
    Limits.check("reconnect delay in ms", reconnectDelayMillis, 1, MAX_MILLIS);
  }

  /** A copy with other limits on connecting, on a request and on draining. */
  public Patience withTimeouts(int newConnectMillis, int newRequestMillis, int newDrainMillis) {
    return new Patience(
        newConnectMillis,
        newRequestMillis,
        newDrainMillis,
        defaultRetryAfterMillis,
        maxRetryAfterMillis,
        maxRetries,
        reconnectDelayMillis,
        endOnDisconnect);
  }

  /** A copy that repeats refused batches differently. */
  public Patience withRetries(int newMaxRetries, int newDefaultMillis, int newMaxMillis) {
    return new Patience(
        connectTimeoutMillis,
        requestTimeoutMillis,
        drainMillis,
        newDefaultMillis,
        newMaxMillis,
        newMaxRetries,
        reconnectDelayMillis,
        endOnDisconnect);
  }

  /** A copy that ends, or does not end, when a connection breaks. */
  public Patience withEndOnDisconnect(boolean newEndOnDisconnect) {
    return new Patience(
        connectTimeoutMillis,
        requestTimeoutMillis,
        drainMillis,
        defaultRetryAfterMillis,
        maxRetryAfterMillis,
        maxRetries,
        reconnectDelayMillis,
        newEndOnDisconnect);
  }
}
