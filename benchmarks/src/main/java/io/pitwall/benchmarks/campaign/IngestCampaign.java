package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

/** Measures writing against a yardstick, in alternating runs of one sitting. */
@Command(
    name = "ingest-campaign",
    description =
        "Sends line protocol in a closed loop to Pitwall, and in turns to a yardstick if there is"
            + " one, four connections, batches of 10,000 rows, and compares their medians.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:within the limits",
      "1:not within them, rows are missing, or a server could not be used",
      "2:called wrongly"
    })
public final class IngestCampaign implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--yardstick",
      paramLabel = "FILE",
      description =
          "A Java source file that is run as 'java FILE PORT LOGFILE' and answers line protocol on"
              + " 127.0.0.1:PORT with 204. Default: none, and nothing to judge the medians by")
  private @Nullable Path yardstick;

  @Option(names = "--rounds", defaultValue = "5", description = "Runs of each server. Default: 5")
  private int rounds;

  @Option(names = "--seconds", defaultValue = "15", description = "Length of each run. Default: 15")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description =
          "Length of each server's first run, which does not count. Default: as --seconds")
  private @Nullable Integer warmUpSeconds;

  @Option(
      names = "--seal-age",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description =
          "seal-age of Pitwall; short, so that rounds don't disturb each other. Default: 5s")
  private String sealAge;

  @Option(
      names = "--min-rate-quotient",
      defaultValue = "0.5",
      description = "Least accepted ratio of Pitwall's rows/s to the yardstick's. Default: 0.5")
  private double minRateQuotient;

  @Option(
      names = "--max-core-quotient",
      defaultValue = "2",
      description = "Most accepted ratio of core-seconds per row to the yardstick's. Default: 2")
  private double maxCoreQuotient;

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
          "Where both keep their files, which are deleted at the end. Default: the system's"
              + " temporary folder")
  private @Nullable Path directory;

  /** Made by {@link #main} and by tests. */
  IngestCampaign() {}

  /** Runs the campaign and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new IngestCampaign()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (rounds < 1 || seconds < 1) {
      throw new ParameterException(spec.commandLine(), "--rounds and --seconds must be at least 1");
    }
    if (yardstick != null && !Files.isRegularFile(yardstick)) {
      throw new ParameterException(spec.commandLine(), "--yardstick: no file " + yardstick);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    try (@Nullable IngestYardstick limit =
            yardstick == null ? null : IngestYardstick.start(yardstick, directory);
        IngestPitwall pitwall = IngestPitwall.start(launcher, directory, sealAge)) {
      out.printf(
          Locale.ROOT,
          "%d rounds of %d s each; Pitwall: %s, seal-age %s%n",
          rounds,
          seconds,
          pitwall.description(),
          sealAge);
      return compare(limit, pitwall, out);
    } catch (IOException | IllegalStateException e) {
      errors.println("The campaign can't go on: " + e.getMessage());
      errors.flush();
      return 1;
    }
  }

  private int compare(@Nullable IngestYardstick limit, IngestPitwall pitwall, PrintWriter out)
      throws IOException, InterruptedException {
    int warmUp = warmUpSeconds == null ? seconds : warmUpSeconds;
    Map<String, Long> acknowledged = new HashMap<>();
    if (limit != null) {
      line(out, "warm-up", "yardstick", IngestRound.run(limit, warmUp));
    }
    line(out, "warm-up", "Pitwall", take(acknowledged, IngestRound.run(pitwall, warmUp)));
    List<IngestRound> limits = new ArrayList<>();
    List<IngestRound> ours = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      String name = "round " + round;
      if (limit != null) {
        limits.add(line(out, name, "yardstick", IngestRound.run(limit, seconds)));
      }
      IngestRound mine = take(acknowledged, IngestRound.run(pitwall, seconds));
      ours.add(line(out, name, "Pitwall", mine));
    }
    boolean whole = countAll(acknowledged, pitwall, out);
    boolean within = judge(limits, ours, pitwall.metrics(), out);
    return whole && within ? 0 : 1;
  }

  private static IngestRound take(Map<String, Long> acknowledged, IngestRound round) {
    round
        .load()
        .acknowledgedRowsPerTable()
        .forEach((table, rows) -> acknowledged.merge(table, rows, Long::sum));
    return round;
  }

  private static IngestRound line(PrintWriter out, String name, String who, IngestRound round) {
    out.printf(
        Locale.ROOT,
        "%-9s %-10s %,12.0f rows/s  %6.3f core-s/M rows  write p99 %6.1f ms  %d retries%n",
        name,
        who,
        round.rowsPerSecond(),
        round.coreSecondsPerMillionRows(),
        round.load().latency().p99Micros() / 1e3,
        round.load().retries());
    out.flush();
    return round;
  }

  /** Whether {@code COUNT(*)} of every table is what was acknowledged. */
  private static boolean countAll(
      Map<String, Long> acknowledged, IngestPitwall pitwall, PrintWriter out)
      throws IOException, InterruptedException {
    boolean whole = true;
    for (Map.Entry<String, Long> table : acknowledged.entrySet()) {
      long rows = pitwall.count(table.getKey());
      out.printf(
          Locale.ROOT,
          "%s: %,d rows acknowledged, COUNT(*) %,d%n",
          table.getKey(),
          table.getValue(),
          rows);
      whole &= rows == table.getValue();
    }
    return whole;
  }

  private boolean judge(
      List<IngestRound> limits, List<IngestRound> ours, CampaignMetrics metrics, PrintWriter out)
      throws IOException {
    double rate = IngestRound.median(ours, IngestRound::rowsPerSecond);
    double cores = IngestRound.median(ours, IngestRound::coreSecondsPerMillionRows);
    out.printf(
        Locale.ROOT,
        "%nMedian of %d rounds: %,.0f rows/s, %.3f core-s/M rows, sealing every row included."
            + " Segments: %.2f bytes/row, log apart.%n",
        rounds,
        rate,
        cores,
        (double) metrics.segmentBytes() / metrics.sealedRows());
    if (limits.isEmpty()) {
      out.flush();
      return true;
    }
    double limitRate = IngestRound.median(limits, IngestRound::rowsPerSecond);
    double limitCores = IngestRound.median(limits, IngestRound::coreSecondsPerMillionRows);
    out.printf(
        Locale.ROOT,
        "The yardstick's: %,.0f rows/s, %.3f core-s/M rows. Quotients: %.3f and %.3f%n",
        limitRate,
        limitCores,
        rate / limitRate,
        cores / limitCores);
    boolean held = rate / limitRate >= minRateQuotient && cores / limitCores <= maxCoreQuotient;
    out.printf(
        Locale.ROOT,
        "%s: at least %.2f of the rows/s, at most %.2f of the core-seconds a row%n",
        held ? "Held" : "FAILED",
        minRateQuotient,
        maxCoreQuotient);
    out.flush();
    return held;
  }
}
