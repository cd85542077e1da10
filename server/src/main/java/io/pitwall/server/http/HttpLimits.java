package io.pitwall.server.http;

/**
 * What connections and requests may take.
 *
 * @param maxConnections max-connections: open connections; more are turned away
 * @param maxPipelinedRequests max-pipelined-requests: unanswered requests of one connection; then
 *     reading pauses
 * @param header limits of the request line and headers
 * @param timeouts limits of time
 */
public record HttpLimits(
    int maxConnections, int maxPipelinedRequests, Header header, Timeouts timeouts) {
  /** Checks that each limit is positive. */
  public HttpLimits {
    atLeastOne("max-connections", maxConnections);
    atLeastOne("max-pipelined-requests", maxPipelinedRequests);
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
      atLeastOne("max-header-bytes", maxBytes);
      atLeastOne("max-headers", maxCount);
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
      atLeastOne("header-timeout", headerMillis);
      atLeastOne("body-timeout", bodyMillis);
      atLeastOne("idle-timeout", idleMillis);
      atLeastOne("write-timeout", writeMillis);
    }

    /** The shortest of them. */
    long shortestMillis() {
      return Math.min(Math.min(headerMillis, bodyMillis), Math.min(idleMillis, writeMillis));
    }
  }

  private static void atLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
