package io.pitwall.benchmarks.campaign;

import io.pitwall.client.load.LoadFormat;
import io.pitwall.server.config.HostPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Streams the race into a server while a dashboard asks it, and says whether all held. */
@Command(
    name = "race-campaign",
    description =
        "Streams the race into a server, asks the dashboard's eight queries once a second over HTTP"
            + " and the PostgreSQL wire meanwhile, counts all rows at the end, and says what held.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything held",
      "1:something did not hold, or the server could not be used; the last lines say what",
      "2:called wrongly"
    })
public final class RaceCampaign implements Callable<Integer> {
  private static final int DEFAULT_HTTP_PORT = 8000;

  /** The formats as they are named on the command line. */
  enum Format {
    LP(LoadFormat.LINE_PROTOCOL, 0),
    LP_GZIP(LoadFormat.LINE_PROTOCOL, 6),
    JSON(LoadFormat.JSON_ROWS, 0),
    MSGPACK(LoadFormat.MESSAGEPACK, 0),
    MSGPACK_GZIP(LoadFormat.MESSAGEPACK, 6);

    private final LoadFormat loadFormat;
    private final int gzipLevel;

    Format(LoadFormat loadFormat, int gzipLevel) {
      this.loadFormat = loadFormat;
      this.gzipLevel = gzipLevel;
    }

    static Format named(String text) {
      return valueOf(text.replace('-', '_').toUpperCase(Locale.ROOT));
    }
  }

  @Spec private CommandSpec spec;

  @Option(names = "--seconds", defaultValue = "60", description = "Length of the race. Default: 60")
  private int seconds;

  @Option(
      names = "--rate",
      paramLabel = "ROWS",
      defaultValue = "612000",
      description = "Rows per second over the three tables. Default: 612000")
  private long rate;

  @Option(
      names = "--format",
      defaultValue = "lp",
      description = "lp, lp-gzip, json, msgpack or msgpack-gzip. Default: lp")
  private Format format;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "First seconds, reported apart and not judged. Default: 5")
  private int warmUpSeconds;

  @Option(
      names = "--psql-every",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How often each query is asked with psql; 0 for never. Default: 5")
  private int psqlSeconds;

  @Option(
      names = "--max-p99-ms",
      paramLabel = "MS",
      defaultValue = "0",
      description = "The longest p99 of a query that is accepted; 0 for no limit. Default: 0")
  private double maxP99Millis;

  @Option(
      names = "--max-bytes-per-row",
      paramLabel = "BYTES",
      defaultValue = "0",
      description = "The largest segments that are accepted; 0 for no limit. Default: 0")
  private double maxBytesPerRow;

  @Option(
      names = "--sealing-limit",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description = "How long the sealing is waited for at the end. Default: 180")
  private int sealingLimitSeconds;

  @Option(
      names = "--pitwall",
      paramLabel = "FILE",
      defaultValue = "./pitwall",
      description = "The launcher that starts the server. Default: ./pitwall")
  private Path launcher;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "Where the server's folder is made, and deleted at the end. Default: the system's"
              + " temporary folder")
  private @Nullable Path directory;

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "A setting of the server, such as seal-age=10s. Can be given several times.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "A server that serves already, instead of one that is started.")
  private @Nullable URI url;

  @Option(
      names = "--pg",
      paramLabel = "HOST:PORT",
      description = "Where that server listens to PostgreSQL clients. Default: 127.0.0.1:5433")
  private @Nullable String postgres;

  @Option(
      names = "--server-pid",
      paramLabel = "PID",
      defaultValue = "0",
      description = "That server's process, to tell its processor time.")
  private long serverPid;

  @Option(
      names = "--token",
      defaultValue = "${env:PITWALL_TOKEN}",
      description = "That server's admin token. Default: $PITWALL_TOKEN")
  private @Nullable String token;

  /** Made by {@link #main} and by tests. */
  RaceCampaign() {}

  /** Runs the campaign and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, ready to execute. */
  static CommandLine commandLine() {
    return new CommandLine(new RaceCampaign()).registerConverter(Format.class, Format::named);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (seconds <= warmUpSeconds || warmUpSeconds < 0) {
      throw new ParameterException(
          spec.commandLine(), "--seconds must be more than --warm-up, so that something is judged");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    try (CampaignServer server = server()) {
      RacePlan plan = plan(out);
      out.printf(
          Locale.ROOT,
          "Race: %,d rows/s as %s for %d s; %s%n",
          rate,
          format.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          seconds,
          server.description());
      out.flush();
      RaceOutcome outcome = new RaceRun(server, plan, errors).run();
      new RaceReport(out, outcome).print();
      return tell(RaceVerdict.failures(outcome, maxP99Millis, maxBytesPerRow), out);
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      out.flush();
      errors.println("The race can't go on: " + e.getMessage());
      errors.flush();
      return 1;
    }
  }

  private RacePlan plan(PrintWriter out) throws InterruptedException {
    int psql = psqlSeconds;
    if (psql > 0) {
      String version = RacePsql.version();
      out.println(version == null ? "psql is not on the path: no panel asks through it" : version);
      psql = version == null ? 0 : psql;
    }
    return new RacePlan(
        format.loadFormat,
        format.gzipLevel,
        rate,
        seconds,
        warmUpSeconds,
        psql,
        Duration.ofSeconds(sealingLimitSeconds));
  }

  private CampaignServer server() throws IOException, InterruptedException {
    URI given = url;
    if (given == null) {
      List<String> flags = new ArrayList<>();
      settings.forEach((name, value) -> flags.addAll(List.of("--" + name, value)));
      return CampaignServer.start(launcher, directory, flags);
    }
    if (given.getHost() == null || !"http".equals(given.getScheme())) {
      throw new IllegalArgumentException("--server: '" + given + "' is not http://HOST:PORT");
    }
    if (token == null) {
      throw new IllegalArgumentException("--server needs its token: --token or PITWALL_TOKEN");
    }
    int port = given.getPort() < 0 ? DEFAULT_HTTP_PORT : given.getPort();
    return CampaignServer.existing(
        new HostPort(given.getHost(), port),
        HostPort.parse(postgres == null ? "127.0.0.1:5433" : postgres),
        token,
        serverPid);
  }

  private static int tell(List<String> failures, PrintWriter out) {
    out.println();
    failures.forEach(failure -> out.println("FAILED: " + failure));
    if (failures.isEmpty()) {
      out.println("Everything held.");
    }
    out.flush();
    return failures.isEmpty() ? 0 : 1;
  }
}
