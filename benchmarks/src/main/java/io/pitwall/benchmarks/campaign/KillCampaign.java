package io.pitwall.benchmarks.campaign;

import io.pitwall.client.load.LoadFormat;
import io.pitwall.client.load.LoadOptions;
import io.pitwall.client.load.LoadRunner;
import io.pitwall.client.load.Pace;
import io.pitwall.client.load.Patience;
import io.pitwall.client.load.Payload;
import io.pitwall.client.load.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Kills a server at full load, over and over, and checks after each start that every acknowledged
 * batch is there whole and once, every other one whole or not at all, and none else; and how long
 * it took until writes were taken again.
 *
 * <pre>
 * KillCampaign LAUNCHER rounds N       N kills of one server on one directory
 * KillCampaign LAUNCHER log GIB        one kill with this many GiB of log, nothing of it sealed
 * </pre>
 *
 * <p>The launcher is the {@code pitwall} script. {@code -Dpitwall.seed=N} repeats the moments and
 * settings of a campaign.
 */
public final class KillCampaign {
  static final String DATABASE = "nascar_telemetry";

  private static final double GIB = 1L << 30;
  private static final double START_SECONDS = 2;
  private static final double SECONDS_PER_GIB = 5;

  /** Lets this process finish compiling, which would slow the start that is measured. */
  private static final long REST_MILLIS = 2_000;

  private static final long LOG_LIMIT_MILLIS = 300_000;

  private final Path launcher;
  private final Path directory;
  private final SplittableRandom random;
  private final BatchAccount account = new BatchAccount();
  private final String token;
  private int slowStarts;
  private double worstSeconds;

  KillCampaign(Path launcher, Path directory, long seed) {
    this.launcher = launcher;
    this.directory = directory;
    this.random = new SplittableRandom(seed);
    this.token = "campaign-" + Long.toHexString(random.nextLong()) + "-0123456789abcdef";
  }

  /** Ends with 1 if a promise was broken, 2 if called wrongly. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 3 || !List.of("rounds", "log").contains(arguments[1])) {
      System.err.println("arguments: LAUNCHER rounds N | LAUNCHER log GIB");
      System.exit(2);
    }
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("seed " + seed + " (-Dpitwall.seed)");
    Path directory = Files.createTempDirectory("pitwall-kill");
    Path launcher = Path.of(arguments[0]).toAbsolutePath();
    KillCampaign campaign = new KillCampaign(launcher, directory, seed);
    long violations;
    try {
      violations =
          arguments[1].equals("rounds")
              ? campaign.runRounds(Integer.parseInt(arguments[2]))
              : campaign.runLog(Double.parseDouble(arguments[2]));
    } catch (IOException | RuntimeException e) {
      System.out.println("FAILED, the data and the server's log are left in " + directory);
      throw e;
    }
    boolean kept = violations == 0 && campaign.slowStarts == 0;
    if (kept) {
      CampaignFiles.deleteAll(directory);
    } else {
      System.out.println("the data and the server's log are left in " + directory);
    }
    System.exit(kept ? 0 : 1);
  }

  private ServerProcess start(String heap, List<String> flags) throws IOException {
    return ServerProcess.start(launcher, directory.resolve("data"), token, heap, flags);
  }

  /** Kills so often; gives how many promises were broken. */
  long runRounds(int rounds) throws IOException, InterruptedException {
    ServerProcess server = start("2g", List.of());
    server.awaitWrites();
    long violations = 0;
    for (int round = 1; round <= rounds; round++) {
      int loadMillis = random.nextInt(300, 4_000);
      killUnderLoad(server, loadMillis);
      int sealRows = new int[] {50_000, 200_000, 1_000_000}[random.nextInt(3)];
      server = start("2g", List.of("--seal-rows=" + sealRows));
      violations += report(server, "round %d, killed after %d ms".formatted(round, loadMillis));
    }
    server.close();
    System.out.printf(
        "%d kills, %d promises broken, slowest start %.2f s, %d starts past the bar%n",
        rounds, violations, worstSeconds, slowStarts);
    return violations;
  }

  private long runLog(double gib) throws IOException, InterruptedException {
    List<String> unsealed =
        List.of(
            "--seal-rows=1000000000",
            "--seal-age=24h",
            "--max-head-bytes=" + (long) (4 * gib * GIB),
            "--max-log-bytes=" + (long) ((gib + 2) * GIB));
    String heap = (long) Math.ceil(6 * gib) + "g";
    ServerProcess server = start(heap, unsealed);
    server.awaitWrites();
    WideRows wide = new WideRows(random);
    wide.start(server);
    long deadline = System.currentTimeMillis() + LOG_LIMIT_MILLIS;
    while (server.metric("pitwall_log_bytes") < gib * GIB
        && System.currentTimeMillis() < deadline) {
      Thread.sleep(50);
    }
    server.kill();
    wide.stop();
    server = start(heap, unsealed);
    long violations = report(server, "unsealed log");
    long rows = BatchAccount.numbers(server.query("SELECT COUNT(*) FROM wide"), 1).getFirst()[0];
    System.out.println(wide + ", " + rows + " are there");
    if (!wide.agreesWith(rows)) {
      System.out.println("  BROKEN: rows are gone or were invented");
      violations++;
    }
    server.close();
    return violations;
  }

  private void killUnderLoad(ServerProcess server, int loadMillis)
      throws IOException, InterruptedException {
    LoadRunner load = load(server);
    load.start();
    Thread.sleep(loadMillis);
    server.close();
    end(load);
    Thread.sleep(REST_MILLIS);
  }

  private LoadRunner load(ServerProcess server) {
    boolean packed = random.nextInt(3) == 0;
    Payload payload =
        Payload.DEFAULTS
            .withFormat(packed ? LoadFormat.MESSAGEPACK : LoadFormat.LINE_PROTOCOL)
            .withStampBatches(true);
    return new LoadRunner(
        LoadOptions.DEFAULTS
            .withTarget(
                Target.DEFAULTS
                    .withAddress("127.0.0.1", server.port())
                    .withDatabase(DATABASE)
                    .withToken(server.token()))
            .withPayload(payload)
            .withPace(Pace.DEFAULTS.closedLoop().withDurationMillis(0))
            .withPatience(
                Patience.DEFAULTS.withTimeouts(2_000, 5_000, 0).withEndOnDisconnect(true)),
        account);
  }

  private static void end(LoadRunner load) throws InterruptedException {
    load.stop();
    load.await();
    load.close();
  }

  /** Waits for the server, checks what it kept, prints a line; how many promises were broken. */
  private long report(ServerProcess server, String what) throws IOException, InterruptedException {
    double seconds = server.awaitWrites();
    double replayed = server.metric("pitwall_replayed_bytes");
    double bar = START_SECONDS + SECONDS_PER_GIB * replayed / GIB;
    double damages = server.metric("pitwall_log_damages");
    BatchAccount.Finding finding = account.check(server);
    System.out.printf(
        "%s: writes taken after %.2f s (bar %.2f s), %.1f MiB of log replayed; %d rows, %d batches"
            + " acknowledged and whole, %d unanswered of which %d there%n",
        what,
        seconds,
        bar,
        replayed / (1 << 20),
        finding.rows(),
        finding.acknowledged(),
        finding.unanswered(),
        finding.unansweredThere());
    finding.violations().stream().limit(20).forEach(v -> System.out.println("  BROKEN: " + v));
    if (damages > 0) {
      System.out.println("  BROKEN: the server reports damage where none was done");
    }
    worstSeconds = Math.max(worstSeconds, seconds);
    slowStarts += seconds > bar ? 1 : 0;
    return finding.violations().size() + (damages > 0 ? 1L : 0L);
  }
}
