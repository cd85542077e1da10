package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.AbuseVerdict.Check;
import io.pitwall.benchmarks.campaign.abuse.AbuseKind;
import io.pitwall.benchmarks.campaign.abuse.AbuseTurns;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Misuses a server in many ways while the race runs, and says whether the race noticed. */
@Command(
    name = "abuse-campaign",
    description =
        "Writes the race and asks the dashboard's queries, first alone, then beside clients that"
            + " misuse both ports in turns; then checks rows, latency, memory, threads, connections"
            + " and the log. It needs Linux. Each kind of abuse has a pace, because it shares the"
            + " processors with the server.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything held",
      "1:something did not hold, or the server could not be used; the last lines say what",
      "2:called wrongly"
    })
public final class AbuseCampaign implements Callable<Integer> {
  private static final int MINUTE_SECONDS = 60;
  private static final int WARM_UP_SECONDS = 60;
  private static final int ROUND_SECONDS = 300;
  private static final int TURN_SECONDS = 90;
  private static final int PSQL_SECONDS = 5;
  private static final String KEPT_SECONDS = "4";
  private static final long MIB = 1L << 20;
  private static final long HEALTH_MILLIS = 1_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "Length of the whole. Default: 60")
  private int minutes;

  @Option(
      names = "--rate",
      paramLabel = "ROWS",
      defaultValue = "200000",
      description =
          "Rows per second of the race; an hour at the default takes some 10 GB of disk, at 612000"
              + " some 30 GB. Default: 200000")
  private long rate;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "First seconds, not judged. Default: 60, or a ninth of a short campaign")
  private int warmUpSeconds;

  @Option(
      names = "--round",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "Length of the quiet round and of each round with abuse; their percentiles are compared."
              + " Default: 300, or a quarter of what a short campaign has after its warm-up")
  private int roundSeconds;

  @Option(
      names = "--turn",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "How long a kind of abuse goes on before the next one; longer until it has met the limit"
              + " that it is for. Default: 90, or what lets each kind have a turn")
  private int turnSeconds;

  @Option(
      names = "--together",
      paramLabel = "N",
      defaultValue = "4",
      description = "Kinds of abuse at the same time. Default: 4")
  private int together;

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Run these kinds of abuse alone; --list names them.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--list", description = "Lists the kinds of abuse and ends.")
  private boolean list;

  @Option(
      names = "--seed",
      defaultValue = "0",
      description = "Repeats what a run did, nearly. Default: a new one, which is printed")
  private long seed;

  @Option(
      names = "--max-p99-factor",
      paramLabel = "X",
      defaultValue = "2",
      description =
          "The race's writes may have a p99 this many times that of the quiet round; 0: not"
              + " judged. Default: 2")
  private double p99Factor;

  @Option(
      names = "--heap",
      paramLabel = "MIB",
      defaultValue = "4096",
      description = "The server's heap, all of it taken at the start. Default: 4096")
  private long heapMib;

  @Option(
      names = "--direct",
      paramLabel = "MIB",
      defaultValue = "1024",
      description = "The server's memory for buffers outside the heap. Default: 1024")
  private long directMib;

  @Option(
      names = "--rest",
      paramLabel = "MIB",
      defaultValue = "1024",
      description =
          "Memory of the process that is allowed beside heap and buffers: code, classes, stacks,"
              + " the collector. Default: 1024")
  private long restMib;

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
          "Where the server's folder is made, and deleted at the end if all held. Default: the"
              + " system's temporary folder")
  private @Nullable Path directory;

  @Option(
      names = "--setting",
      paramLabel = "NAME=VALUE",
      description = "A setting of the server, such as seal-age=10s. Can be given several times.")
  private List<String> settings = new ArrayList<>();

  /** Made by {@link #main} and by tests. */
  AbuseCampaign() {}

  /** Runs the campaign and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Before the server's idle-timeout, so that no request meets the end of its connection.
    System.setProperty("jdk.httpclient.keepalive.timeout", KEPT_SECONDS);
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, ready to execute. */
  static CommandLine commandLine() {
    return new CommandLine(new AbuseCampaign());
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      for (AbuseKind kind : AbuseKind.values()) {
        out.printf(
            Locale.ROOT,
            "%-22s %s; %s a second%n",
            kind.label(),
            kind.description(),
            kind.actsPerSecond());
      }
      return 0;
    }
    AbusePlan plan = plan();
    out.printf(
        Locale.ROOT,
        "Abuse: %d rounds of %d s, %d kinds, %d together, race at %,d rows/s, --seed=%d%n",
        plan.rounds(),
        plan.roundSeconds(),
        plan.turns().kinds().size(),
        plan.turns().together(),
        plan.rowsPerSecond(),
        plan.turns().seed());
    if (plan.psqlSeconds() == 0) {
      out.println("psql is not on the path: no panel asks through it");
    }
    out.flush();
    try {
      return run(plan, out);
    } catch (IOException | IllegalStateException e) {
      out.println("FAILED: the campaign can't go on: " + e.getMessage());
      out.flush();
      return 1;
    }
  }

  private AbusePlan plan() throws InterruptedException {
    if (minutes < 1 || together < 1 || warmUpSeconds < 0 || roundSeconds < 0 || turnSeconds < 0) {
      throw wrong("--minutes, --together, --warm-up, --round and --turn must be at least 1");
    }
    int seconds = minutes * MINUTE_SECONDS;
    int warmUp = warmUpSeconds > 0 ? warmUpSeconds : Math.min(WARM_UP_SECONDS, seconds / 9);
    int round = roundSeconds > 0 ? roundSeconds : Math.min(ROUND_SECONDS, (seconds - warmUp) / 4);
    int rounds = (seconds - warmUp) / Math.max(1, round) - 1;
    if (rounds < 1) {
      throw wrong("--minutes must have room for --warm-up, a quiet --round and one with abuse");
    }
    List<AbuseKind> kinds = kinds();
    int share = Math.max(1, round * rounds * Math.min(together, kinds.size()) / kinds.size());
    int turn = turnSeconds > 0 ? turnSeconds : Math.min(TURN_SECONDS, share);
    long used = seed == 0 ? new SplittableRandom().nextLong(1, Integer.MAX_VALUE) : seed;
    AbuseBounds bounds = new AbuseBounds(p99Factor, directMib * MIB, restMib * MIB, HEALTH_MILLIS);
    return new AbusePlan(
        rate,
        warmUp,
        round,
        rounds,
        RacePsql.version() == null ? 0 : PSQL_SECONDS,
        new AbuseTurns.Plan(kinds, together, turn * 1_000L, used),
        bounds);
  }

  private List<AbuseKind> kinds() {
    try {
      return only.isEmpty()
          ? List.of(AbuseKind.values())
          : only.stream().map(AbuseKind::named).toList();
    } catch (IllegalArgumentException e) {
      throw wrong("--only: " + e.getMessage() + "; --list names them");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private int run(AbusePlan plan, PrintWriter out) throws IOException, InterruptedException {
    if (!ProcessView.isPossible()) {
      throw new IOException("it needs Linux, whose /proc tells the memory of a process");
    }
    Path folder = CampaignFiles.create(directory, "pitwall-abuse-");
    boolean held = false;
    try {
      checkSpace(plan, folder);
      AbuseServer server =
          new AbuseServer(
              launcher,
              folder.resolve("data"),
              "abuse-campaign-" + Long.toHexString(new SplittableRandom().nextLong()),
              environment(),
              settings.stream().map(setting -> "--" + setting).toList(),
              AbuseServer.otherLoopback());
      List<Check> checks = AbuseVerdict.checks(new AbuseRun(server, plan, out).run());
      held = tell(checks, out);
      return held ? 0 : 1;
    } finally {
      if (held) {
        CampaignFiles.deleteAll(folder);
      } else {
        out.println("The server's log is " + ServerProcess.log(folder.resolve("data")));
        CampaignFiles.deleteAll(folder.resolve("data"));
      }
      out.flush();
    }
  }

  /** The whole heap is taken at the start, so that growth is that of the other memory. */
  private Map<String, String> environment() {
    return Map.of(
        "PITWALL_HEAP",
        heapMib + "m",
        "PITWALL_JAVA_OPTS",
        "-Xms" + heapMib + "m -XX:+AlwaysPreTouch -XX:MaxDirectMemorySize=" + directMib + "m");
  }

  private static void checkSpace(AbusePlan plan, Path folder) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (plan.diskBytes() > free) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%,d rows may take %,d bytes, but only %,d are free in %s: lower --rate or"
                  + " --minutes, or name another --directory",
              plan.rows(),
              plan.diskBytes(),
              free,
              folder));
    }
  }

  /** Prints the promises; whether all held. */
  static boolean tell(List<Check> checks, PrintWriter out) {
    out.println();
    checks.forEach(out::println);
    List<Check> failed = checks.stream().filter(check -> !check.held()).toList();
    out.println();
    out.println(
        failed.isEmpty()
            ? "Everything held."
            : failed.size() + " of " + checks.size() + " promises did not hold.");
    out.flush();
    return failed.isEmpty();
  }
}
