package io.pitwall.server.http;

import io.pitwall.storage.limit.Limit;

/**
 * What connections and requests may take.
 *
 * @param maxConnections max-connections: open connections; more are turned away
 * @param maxConnectionsPerAddress max-connections-per-address: of these, from one client address
 * @param maxNewConnectionsPerAddress max-new-connections-per-address: of one second
 * @param maxPipelinedRequests max-pipelined-requests: unanswered requests of one connection; then
 *     reading pauses
 * @param header limits of the request line and headers
 * @param timeouts limits of time
 */
public record HttpLimits(
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxNewConnectionsPerAddress,
    int maxPipelinedRequests,
    Header header,
    Timeouts timeouts) {
  /** Checks that each limit is positive. */
  public HttpLimits {
    atLeastOne(ConnectionLimits.MAX_CONNECTIONS, maxConnections);
    atLeastOne(ConnectionLimits.MAX_CONNECTIONS_PER_ADDRESS, maxConnectionsPerAddress);
    atLeastOne(ConnectionLimits.MAX_NEW_CONNECTIONS_PER_ADDRESS, maxNewConnectionsPerAddress);
    atLeastOne(ConnectionLimits.MAX_PIPELINED_REQUESTS, maxPipelinedRequests);
  }

  /**
   * Limits of the request line and headers.
   *
   * @param maxBytes max-header-bytes: the request line and all headers
   * @param maxCount max-headers
   */
  public record Header(int maxBytes, int maxCount) {
    /** Checks that each limit is positive. */
    public Header {
      atLeastOne(ConnectionLimits.MAX_HEADER_BYTES, maxBytes);
      atLeastOne(ConnectionLimits.MAX_HEADERS, maxCount);
    }
  }

  /**
   * Limits of time, in milliseconds.
   *
   * @param headerMillis header-timeout: from the first byte of a request to the end of its headers
   * @param bodyMillis body-timeout: silence in the middle of a body
   * @param idleMillis idle-timeout: a connection without a request
   * @param writeMillis write-timeout: a client that does not read its answer
   */
  public record Timeouts(long headerMillis, long bodyMillis, long idleMillis, long writeMillis) {
    /** Checks that each limit is positive. */
    public Timeouts {
      atLeastOne(ConnectionLimits.HEADER_TIMEOUT, headerMillis);
      atLeastOne(ConnectionLimits.BODY_TIMEOUT, bodyMillis);
      atLeastOne(ConnectionLimits.IDLE_TIMEOUT, idleMillis);
      atLeastOne(ConnectionLimits.WRITE_TIMEOUT, writeMillis);
    }

    /** The shortest of them. */
    long shortestMillis() {
      return Math.min(Math.min(headerMillis, bodyMillis), Math.min(idleMillis, writeMillis));
    }
  }

  private static void atLeastOne(Limit limit, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(limit + " must be at least 1, not " + value);
    }
  }
}
