package io.pitwall.server.http;

import io.pitwall.storage.limit.Limit;
import java.time.Duration;

/** The limits of HTTP connections and request headers: names, defaults and meanings. */
public final class ConnectionLimits {
  /** Checked when a connection is accepted. */
  public static final Limit MAX_CONNECTIONS =
      Limit.count("max-connections", 1024, "Most HTTP connections at the same time; 503 for more.");

  /** Checked when a connection is accepted. */
  public static final Limit MAX_CONNECTIONS_PER_ADDRESS =
      Limit.count(
          "max-connections-per-address",
          768,
          "Most HTTP connections from one client address at the same time; 503 for more.");

  /** Checked when a connection is accepted. */
  public static final Limit MAX_NEW_CONNECTIONS_PER_ADDRESS =
      Limit.count(
          "max-new-connections-per-address",
          1000,
          "Most new HTTP connections from one client address per second; 503 for more.");

  /** Checked while a header arrives. */
  public static final Limit MAX_HEADER_BYTES =
      Limit.bytes(
              "max-header-bytes",
              32 << 10,
              "Longest request line and headers together; 431 past it.")
          .inOneArray();

  /** Checked when a header is parsed. */
  public static final Limit MAX_HEADERS =
      Limit.count("max-headers", 100, "Most headers of one request; 431 past it.");

  /** Checked after each request and each answer. */
  public static final Limit MAX_PIPELINED_REQUESTS =
      Limit.count(
          "max-pipelined-requests",
          64,
          "Unanswered requests of one connection at which reading from it pauses.");

  /** Checked by the sweep over all open connections, like the timeouts below. */
  public static final Limit HEADER_TIMEOUT =
      Limit.duration(
          "header-timeout",
          Duration.ofSeconds(10),
          "Longest time for the headers of a request to arrive; then 408.");

  /** Time without a byte, or with too few per second. */
  public static final Limit BODY_TIMEOUT =
      Limit.duration(
          "body-timeout",
          Duration.ofSeconds(30),
          "Longest silence inside the body of a request; then 408.");

  /** Time without an unanswered request. */
  public static final Limit IDLE_TIMEOUT =
      Limit.duration(
          "idle-timeout",
          Duration.ofMinutes(2),
          "After this long without a request, a connection is closed.");

  /** Time in which the socket takes nothing; PostgreSQL connections keep it too. */
  public static final Limit WRITE_TIMEOUT =
      Limit.duration(
          "write-timeout",
          Duration.ofSeconds(30),
          "After this long in which a client takes no more of an answer, its connection is"
              + " closed.");

  private ConnectionLimits() {}
}
