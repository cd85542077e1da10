package io.pitwall.server.command;

import io.pitwall.client.load.LoadReport;
import io.pitwall.client.load.LoadRunner;
import io.pitwall.server.PitwallServer;
import io.pitwall.server.config.ConfigurationException;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code pitwall demo}: a server, a simulated race that is written into it, and a screen that shows
 * both.
 */
@Command(
    name = "demo",
    description =
        "Starts a server, writes a simulated race into it and shows rows, latencies and queries.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    versionProvider = VersionCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended after its time or by Ctrl-C",
      "1:the server could not start, or batches failed",
      "2:called wrongly"
    })
final class DemoCommand implements Callable<Integer> {
  private static final String DATABASE = "nascar_telemetry";
  private static final long REDRAW_MILLIS = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private LoadFlags load;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = DurationConverter.class,
      description = "How long to run, such as 60s; 0s: until Ctrl-C. Default: 0s")
  private Duration duration;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Directory for the data. Default: a new directory that is deleted at the end")
  private @Nullable String dataDirectory;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:0",
      description = "Address the HTTP server listens on. Default: a free port of 127.0.0.1")
  private String http;

  @Option(
      names = "--pg",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:0",
      description = "Address the PostgreSQL server listens on. Default: a free port of 127.0.0.1")
  private String pg;

  /** Only picocli makes one. */
  DemoCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter errors = spec.commandLine().getErr();
    @Nullable Path temporary = null;
    try {
      if (dataDirectory == null) {
        temporary = Files.createTempDirectory("pitwall-demo-");
      }
      return serve(dataDirectory == null ? String.valueOf(temporary) : dataDirectory);
    } catch (ConfigurationException | IllegalArgumentException e) {
      errors.println(e.getMessage());
      return 2;
    } catch (IOException | IllegalStateException e) {
      errors.println("The demo failed: " + e.getMessage());
      return 1;
    } finally {
      errors.flush();
      if (temporary != null) {
        deleteAll(temporary);
      }
    }
  }

  private int serve(String directory) throws Exception {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    flags.put(Setting.DATA_DIR, directory);
    flags.put(Setting.HTTP, http);
    flags.put(Setting.PG, pg);
    Settings settings =
        Settings.load(flags, System.getenv(), null, Runtime.getRuntime().maxMemory());
    // The screen is redrawn in place, so only what is wrong may be printed beside it.
    LogLevel.set(settings.isGiven(Setting.LOG_LEVEL) ? settings.text(Setting.LOG_LEVEL) : "warn");
    String preset = System.getenv(Settings.ADMIN_TOKEN_VARIABLE);
    try (PitwallServer server = PitwallServer.start(settings, preset)) {
      String token = preset != null ? preset : server.createdToken();
      if (token == null) {
        throw new IllegalArgumentException(
            directory
                + " has an admin token already: set PITWALL_ADMIN_TOKEN to it; './pitwall token"
                + " reset --data-dir "
                + directory
                + "' makes a new one");
      }
      return stream(server, token, directory);
    }
  }

  private int stream(PitwallServer server, String token, String directory) throws Exception {
    InetSocketAddress address = server.httpAddress();
    LoadRunner runner =
        new LoadRunner(
            load.options(
                address.getHostString(), address.getPort(), token, DATABASE, false, duration));
    PrintWriter out = spec.commandLine().getOut();
    URI url = URI.create("http://" + ServerCommand.text(address));
    try (SqlClient sql = new SqlClient(url, token, DATABASE)) {
      out.println("Preparing the race…");
      out.flush();
      runner.start();
      DemoScreen screen = new DemoScreen(out, onTerminal(), server, sql, url, token, load.rate());
      Thread hook =
          Ending.onSignal(
              "end-demo",
              () -> {
                runner.close();
                server.close();
                if (dataDirectory == null) {
                  deleteAll(Path.of(directory));
                }
              });
      screen.begin();
      while (screen.redraw(runner.progress())) {
        TimeUnit.MILLISECONDS.sleep(REDRAW_MILLIS);
      }
      LoadReport report = runner.await();
      Runtime.getRuntime().removeShutdownHook(hook);
      out.print(LoadText.report(report));
      out.flush();
      return report.isComplete() ? 0 : 1;
    } finally {
      runner.close();
    }
  }

  @SuppressWarnings("SystemConsoleNull") // it is null in Java 25 if there is no terminal
  private static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private static void deleteAll(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(directory)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
