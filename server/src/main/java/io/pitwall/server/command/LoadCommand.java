package io.pitwall.server.command;

import io.pitwall.client.load.FileBatchLedger;
import io.pitwall.client.load.LoadOptions;
import io.pitwall.client.load.LoadProgress;
import io.pitwall.client.load.LoadReport;
import io.pitwall.client.load.LoadRunner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitwall load}: writes a simulated race to a server. */
@Command(
    name = "load",
    description =
        "Writes a simulated race to a server, at a fixed rate or as fast as it acknowledges, and"
            + " prints a report.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    versionProvider = VersionCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every due batch was sent and acknowledged",
      "1:a batch failed or was never sent, or the server could not be reached",
      "2:called wrongly"
    })
final class LoadCommand implements Callable<Integer> {
  private static final long PROGRESS_MILLIS = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private ClientOptions client;
  @Mixin private LoadFlags load;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "How long to run, such as 60s or 5m; 0s: until Ctrl-C. Default: 60s")
  private Duration duration;

  @Option(
      names = "--closed-loop",
      description = "Sends the next batch as soon as the last one is acknowledged; ignores --rate.")
  private boolean closedLoop;

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description =
          "File that every batch is recorded in, to check the server against after a crash.")
  private @Nullable Path ledger;

  @Option(names = "--json", description = "Prints the report as JSON.")
  private boolean json;

  @Option(names = "--quiet", description = "Prints the report only, no progress.")
  private boolean quiet;

  /** Only picocli makes one. */
  LoadCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter errors = spec.commandLine().getErr();
    try {
      String database = client.database() == null ? "nascar_telemetry" : client.database();
      LoadOptions options =
          load.options(
              client.host(), client.port(), client.token(), database, closedLoop, duration);
      if (ledger == null) {
        return run(new LoadRunner(options), errors);
      }
      try (FileBatchLedger file = new FileBatchLedger(ledger)) {
        return run(new LoadRunner(options, file), errors);
      }
    } catch (IllegalArgumentException e) {
      errors.println(e.getMessage());
      return 2;
    } catch (IOException | IllegalStateException e) {
      errors.println("Error: " + e.getMessage());
      return 1;
    } finally {
      errors.flush();
    }
  }

  private int run(LoadRunner runner, PrintWriter errors) throws IOException, InterruptedException {
    runner.start();
    Thread hook =
        Ending.onSignal(
            "end-load",
            () -> {
              runner.stop();
              print(runner.await());
            });
    LoadProgress progress = runner.progress();
    while (progress.running()) {
      TimeUnit.MILLISECONDS.sleep(PROGRESS_MILLIS);
      progress = runner.progress();
      if (!quiet) {
        errors.println(LoadText.line(progress));
        errors.flush();
      }
    }
    LoadReport report = runner.await();
    Runtime.getRuntime().removeShutdownHook(hook);
    print(report);
    return report.isComplete() ? 0 : 1;
  }

  private void print(LoadReport report) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? LoadText.json(report) : LoadText.report(report));
    out.flush();
  }
}
