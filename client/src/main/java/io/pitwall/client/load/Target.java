package io.pitwall.client.load;

import org.jspecify.annotations.Nullable;

/**
 * Where the load goes.
 *
 * @param host name or address
 * @param port 1–65535
 * @param path path and query to use instead of the format's own, or null
 * @param database database name for the {@code X-Pitwall-Database} header, or null to send none
 * @param token bearer token, or null to send none
 */
public record Target(
    String host,
    int port,
    @Nullable String path,
    @Nullable String database,
    @Nullable String token) {
  /** This machine, port 8000, database {@code nascar_telemetry}, no token. */
  public static final Target DEFAULTS =
      new Target("127.0.0.1", 8000, null, "nascar_telemetry", null);

  /** Checks the port. */
  public Target {
    Limits.check("port", port, 1, 65_535);
  }

  /** A copy for another server. */
  public Target withAddress(String newHost, int newPort) {
    return new Target(newHost, newPort, path, database, token);
  }

  /** A copy with another path and query, or null for the format's own. */
  public Target withPath(@Nullable String newPath) {
    return new Target(host, port, newPath, database, token);
  }

  /** A copy for another database. */
  public Target withDatabase(@Nullable String newDatabase) {
    return new Target(host, port, path, newDatabase, token);
  }

  /** A copy with another token. */
  public Target withToken(@Nullable String newToken) {
    return new Target(host, port, path, database, newToken);
  }

  String hostAndPort() {
    return host + ":" + port;
  }
}
