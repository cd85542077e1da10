package io.pitwall.server.http;

/**
 * What connections and requests may take; each by the name of its setting.
 *
 * @param maxBodyBytes max-body-bytes: a body on the wire
 * @param maxDecompressedBytes max-decompressed-bytes: a body once it is decompressed
 * @param maxInflightBytes max-inflight-bytes: bodies in memory over all connections; past it 503
 * @param softInflightBytes where reading pauses
 * @param maxConnections max-connections
 * @param maxHeaderBytes max-header-bytes: request line and headers
 * @param maxHeaders max-headers
 * @param maxPipelinedRequests max-pipelined-requests: unanswered requests of one connection; then
 *     reading pauses
 * @param maxQueryBytes max-query-bytes: the body of a query
 * @param maxQueuedQueries max-queued-queries: past it 503
 * @param headerTimeoutMillis header-timeout: from a head's first byte to its last
 * @param bodyTimeoutMillis body-timeout: silence in the middle of a body
 * @param idleTimeoutMillis idle-timeout: a connection without a request
 * @param writeTimeoutMillis write-timeout: a client that does not read
 */
public record HttpLimits(
    int maxBodyBytes,
    int maxDecompressedBytes,
    long maxInflightBytes,
    long softInflightBytes,
    int maxConnections,
    int maxHeaderBytes,
    int maxHeaders,
    int maxPipelinedRequests,
    int maxQueryBytes,
    int maxQueuedQueries,
    long headerTimeoutMillis,
    long bodyTimeoutMillis,
    long idleTimeoutMillis,
    long writeTimeoutMillis) {
  /** Checks that each is positive, and that one body fits into the budget of all. */
  public HttpLimits {
    long least = Math.min(maxBodyBytes, maxDecompressedBytes);
    least = Math.min(least, Math.min(maxInflightBytes, softInflightBytes));
    least = Math.min(least, Math.min(maxConnections, Math.min(maxHeaderBytes, maxHeaders)));
    least =
        Math.min(least, Math.min(maxPipelinedRequests, Math.min(maxQueryBytes, maxQueuedQueries)));
    least = Math.min(least, Math.min(headerTimeoutMillis, bodyTimeoutMillis));
    least = Math.min(least, Math.min(idleTimeoutMillis, writeTimeoutMillis));
    if (least < 1) {
      throw new IllegalArgumentException("every limit of HTTP must be at least 1");
    }
  }
}
