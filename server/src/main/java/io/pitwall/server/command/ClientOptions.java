package io.pitwall.server.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
      description =
          "Token to authenticate with, which others see in the list of processes. Default:"
              + " --token-file, else $PITWALL_TOKEN or $PITWALL_ADMIN_TOKEN")
  private @Nullable String token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File whose first line is the token. Default: $PITWALL_TOKEN_FILE")
  private @Nullable Path tokenFile;

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

  /**
   * The token, or null if none is given. What is said on the command line wins over the
   * environment.
   *
   * @throws IllegalArgumentException if two tokens are given, or the file has none
   */
  @Nullable String token() {
    if (token != null && tokenFile != null) {
      throw new IllegalArgumentException("give either --token or --token-file");
    }
    if (token != null) {
      return token;
    }
    if (tokenFile != null) {
      return firstLine(tokenFile);
    }
    String variable = System.getenv("PITWALL_TOKEN");
    if (variable != null) {
      return variable;
    }
    String file = System.getenv("PITWALL_TOKEN_FILE");
    return file != null ? firstLine(Path.of(file)) : System.getenv("PITWALL_ADMIN_TOKEN");
  }

  private static String firstLine(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String line = lines.readLine();
      if (line == null || line.isBlank()) {
        throw new IllegalArgumentException("the first line of '" + file + "' has no token");
      }
      return line.strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("no token can be read from '" + file + "': " + e, e);
    }
  }

  @Nullable String database() {
    return database != null ? database : System.getenv("PITWALL_DATABASE");
  }
}
