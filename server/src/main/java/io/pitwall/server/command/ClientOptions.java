package io.pitwall.server.command;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that call a server. */
final class ClientOptions {
  private static final int DEFAULT_PORT = 80;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:PITWALL_URL:-http://127.0.0.1:8000}",
      description = "Address of the server. Default: $PITWALL_URL or http://127.0.0.1:8000")
  private String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "Token to authenticate with. Default: $PITWALL_TOKEN or $PITWALL_ADMIN_TOKEN")
  private @Nullable String token;

  @Option(
      names = {"-d", "--database"},
      paramLabel = "NAME",
      description =
          "Name of the database. Default: $PITWALL_DATABASE, else the default of the command")
  private @Nullable String database;

  /** Only picocli makes one. */
  ClientOptions() {}

  /**
   * The server's address.
   *
   * @throws IllegalArgumentException if the URL is not one of plain HTTP
   */
  URI url() {
    URI uri = URI.create(url);
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
      throw new IllegalArgumentException("--url: '" + url + "' is not http://HOST:PORT");
    }
    return uri;
  }

  String host() {
    return url().getHost();
  }

  int port() {
    int port = url().getPort();
    return port < 0 ? DEFAULT_PORT : port;
  }

  @Nullable String token() {
    if (token != null) {
      return token;
    }
    String variable = System.getenv("PITWALL_TOKEN");
    return variable != null ? variable : System.getenv("PITWALL_ADMIN_TOKEN");
  }

  @Nullable String database() {
    return database != null ? database : System.getenv("PITWALL_DATABASE");
  }
}
