package io.pitwall.query.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL server of its own, on loopback, from the binaries that Maven brings. They are
 * unpacked into a temporary directory, which {@link #close} removes.
 *
 * <p>PostgreSQL refuses to run as root. A root user's server runs as another user, without a name.
 */
final class PostgresServer implements AutoCloseable {
  private static final String BINARIES = "/postgres-linux-x86_64.txz";

  /** The user {@code nobody} of most systems; it owns nothing else. */
  private static final String OTHER_USER = "65534";

  private static final int TRIES = 5;
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 10;

  private final Path directory;
  private final Process process;
  private final int port;

  private PostgresServer(Path directory, Process process, int port) {
    this.directory = directory;
    this.process = process;
    this.port = port;
  }

  /** Whether the binaries run on this machine; they are those of Linux on x86-64. */
  static boolean isSupported() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return system.equals("linux") && (processor.equals("amd64") || processor.equals("x86_64"));
  }

  /** Unpacks, makes an empty cluster with the collation C, and starts. */
  static PostgresServer start() throws IOException, InterruptedException, SQLException {
    Path directory = Files.createTempDirectory("pitwall-postgres");
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    boolean started = false;
    try {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
      unpack(directory);
      if (isRoot) {
        run(directory, List.of("chown", OTHER_USER, directory.toString()));
      }
      run(
          directory,
          as(
              isRoot,
              List.of(
                  program(directory, "initdb"),
                  "-D",
                  data(directory),
                  "-U",
                  "postgres",
                  "-A",
                  "trust",
                  "-E",
                  "UTF8",
                  "--lc-collate=C",
                  "--lc-ctype=C.UTF-8",
                  "--no-sync",
                  "--no-instructions")));
      PostgresServer server = startOnAnyPort(directory, isRoot);
      started = true;
      return server;
    } finally {
      if (!started) {
        delete(directory);
      }
    }
  }

  private static void unpack(Path directory) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-x", "-C", directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(log(directory).toFile())
            .start();
    try (InputStream packed =
            Objects.requireNonNull(PostgresServer.class.getResourceAsStream(BINARIES), BINARIES);
        InputStream unpacked = new XZInputStream(packed);
        OutputStream input = tar.getOutputStream()) {
      unpacked.transferTo(input);
    }
    check("tar", tar.waitFor(), directory);
  }

  /** A port may be taken between the moment it is found free and the start. */
  private static PostgresServer startOnAnyPort(Path directory, boolean isRoot)
      throws IOException, InterruptedException, SQLException {
    SQLException last = new SQLException("not tried");
    for (int i = 0; i < TRIES; i++) {
      int port = freePort();
      Process process =
          new ProcessBuilder(
                  as(
                      isRoot,
                      List.of(
                          program(directory, "postgres"),
                          "-D",
                          data(directory),
                          "-p",
                          Integer.toString(port),
                          "-k",
                          directory.toString(),
                          "-c",
                          "listen_addresses=127.0.0.1",
                          "-c",
                          "fsync=off",
                          "-c",
                          "jit=off",
                          "-c",
                          "max_parallel_workers_per_gather=0")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log(directory).toFile()))
              .start();
      PostgresServer server = new PostgresServer(directory, process, port);
      try {
        server.awaitStart();
        return server;
      } catch (SQLException e) {
        last = e;
        server.stop();
      }
    }
    throw new SQLException(
        "PostgreSQL does not start: " + Files.readString(log(directory)), last.getSQLState(), last);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws SQLException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      try (Connection connection = connect()) {
        if (connection.isValid(0)) {
          return;
        }
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw e;
        }
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** A connection to the database {@code postgres}; the caller closes it. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?preferQueryMode=simple", "postgres", "");
  }

  private static Path log(Path directory) {
    return directory.resolveSibling(directory.getFileName() + ".log");
  }

  private static String program(Path directory, String name) {
    return directory.resolve("bin").resolve(name).toString();
  }

  private static String data(Path directory) {
    return directory.resolve("data").toString();
  }

  private static List<String> as(boolean isRoot, List<String> command) {
    if (!isRoot) {
      return command;
    }
    List<String> other =
        new ArrayList<>(
            List.of("setpriv", "--reuid=" + OTHER_USER, "--regid=" + OTHER_USER, "--clear-groups"));
    other.addAll(command);
    return other;
  }

  private static void run(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(directory).toFile()))
            .start();
    check(command.toString(), process.waitFor(), directory);
  }

  private static void check(String what, int status, Path directory) throws IOException {
    if (status != 0) {
      throw new IOException(
          what + " ended with " + status + ": " + Files.readString(log(directory)));
    }
  }

  /** Waits for the end also in an interrupted thread, which stays interrupted. */
  private void stop() {
    // A fast shutdown: SIGINT, which Java does not send; its SIGTERM waits for sessions to end.
    process.destroy();
    process.onExit().copy().completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() throws IOException {
    stop();
    delete(directory);
  }

  private static void delete(Path directory) throws IOException {
    Files.deleteIfExists(log(directory));
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(file -> {
            try {
              Files.deleteIfExists(file);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
