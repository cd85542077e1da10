package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.benchmarks.campaign.AbuseOutcome.Count;
import io.pitwall.benchmarks.campaign.AbuseSamples.Sample;
import io.pitwall.benchmarks.campaign.AbuseVerdict.Check;
import io.pitwall.benchmarks.campaign.ProcessView.Descriptors;
import io.pitwall.benchmarks.campaign.RacePanel.RaceClock;
import io.pitwall.benchmarks.campaign.abuse.AbuseKind;
import io.pitwall.benchmarks.campaign.abuse.AbuseLedger;
import io.pitwall.benchmarks.campaign.abuse.AbuseScene;
import io.pitwall.benchmarks.campaign.abuse.AbuseTally;
import io.pitwall.benchmarks.campaign.abuse.AbuseTurns;
import io.pitwall.benchmarks.campaign.abuse.GoodNeighbour;
import io.pitwall.client.load.LatencySummary;
import io.pitwall.client.load.LoadReport;
import io.pitwall.server.config.HostPort;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each promise is found broken when it is. */
class AbuseVerdictTest {
  private static final long MIB = 1 << 20;
  private static final String ROWS =
      "every acknowledged row is there, over both protocols and after a restart";
  private static final AbuseState STATE =
      new AbuseState(Set.of("pitwall-log", "pitwall-commit"), new Descriptors(20, 10), 5);

  private List<AbuseKind> kinds = List.of();
  private AbuseRound abused = round(10, 0, 0);
  private Count count = new Count("engine", 5, 5, 5);
  private ServerWatch.Health health = new ServerWatch.Health(10, 0, 20, "");
  private AbuseState after = STATE;
  private AbuseOutcome.Log log = new AbuseOutcome.Log(1_000, 10, List.of());
  private boolean storeWhole = true;
  private GoodNeighbour.Report neighbour = new GoodNeighbour.Report(100, 2, 0, "");
  private final AbuseSamples samples = new AbuseSamples();

  @Test
  void everyPromiseHoldsForAGoodServer() {
    samples.add(new Sample(100 * MIB, 10 * MIB));

    assertThat(failed()).isEmpty();
  }

  @Test
  void aFailedBatchOfTheRaceIsFound() {
    abused = round(10, 1, 0);
    assertThat(failed()).contains("the race's writers got no error");
  }

  @Test
  void aBatchOfTheRaceThatWasNeverSentIsFound() {
    abused = round(10, 0, 1);
    assertThat(failed()).contains("the race's writers got no error");
  }

  @Test
  void retriesOfTheRaceAreFound() {
    abused = round(10, new Trouble(0, 0, 1));
    assertThat(failed()).contains("the race's writers were not sent away");
  }

  @Test
  void aDashboardWithoutRowsOrWithoutAnswersIsFound() {
    String answered = "the race's queries were answered with rows";
    RacePanel asked = panel();
    asked.run();
    abused = new AbuseRound("round", abused.load(), List.of(asked));
    assertThat(failed()).contains(answered);
    abused = new AbuseRound("round", abused.load(), List.of(panel()));
    assertThat(failed()).contains(answered);
  }

  /** Asks once when it runs, and gets no rows. */
  private static RacePanel panel() {
    RaceProtocol empty =
        new RaceProtocol() {
          @Override
          public List<List<@Nullable String>> ask(String sql) {
            return List.of();
          }

          @Override
          public void close() {}
        };
    long hour = TimeUnit.HOURS.toNanos(1);
    RaceClock clock = new RaceClock(System.nanoTime(), 0, hour);
    return new RacePanel("psql", new RaceQuery("1", "SELECT 1"), empty, clock, 0, hour);
  }

  @Test
  void aGoodClientThatIsNotServedIsFound() {
    for (GoodNeighbour.Report report :
        List.of(
            new GoodNeighbour.Report(0, 0, 0, ""),
            new GoodNeighbour.Report(100, 0, 1, "a write: 401"),
            new GoodNeighbour.Report(100, 3, 0, ""))) {
      neighbour = report;
      assertThat(failed()).contains("a good client at the address of the abuse is served");
    }
  }

  @Test
  void aRowTooFewAndARowTooManyAreFound() {
    count = new Count("engine", 5, 5, 4);
    assertThat(failed()).contains(ROWS);
    count = new Count("engine", 5, 5, 6);
    assertThat(failed()).contains(ROWS);
  }

  @Test
  void aP99PastTheFactorIsFound() {
    abused = round(21, 0, 0);
    assertThat(failed()).contains("p99 of the race's writes");
  }

  @Test
  void memoryPastTheBoundIsFound() {
    samples.add(new Sample(301 * MIB, 0));
    assertThat(failed()).contains("memory is bounded");
  }

  @Test
  void growthIsFound() {
    for (int second = 0; second < 400; second++) {
      samples.add(new Sample(second * MIB / 2, second * MIB / 4));
    }
    assertThat(failed()).contains("memory does not grow", "the heap does not grow");
  }

  @Test
  void aThreadThatIsGoneIsFound() {
    after = new AbuseState(Set.of("pitwall-log"), STATE.descriptors(), 5);
    assertThat(failed()).contains("all threads of the server live");
  }

  @Test
  void socketsAndFilesAndConnectionsThatStayAreFound() {
    for (AbuseState left :
        List.of(
            new AbuseState(STATE.threads(), new Descriptors(37, 10), 5),
            new AbuseState(STATE.threads(), new Descriptors(20, 27), 5),
            new AbuseState(STATE.threads(), new Descriptors(20, 10), 22))) {
      after = left;
      assertThat(failed()).contains("connections and descriptors are let go");
    }
  }

  @Test
  void aLateOrFailedHealthIsFound() {
    health = new ServerWatch.Health(10, 0, 1_001, "");
    assertThat(failed()).contains("GET /health answers in time");
    health = new ServerWatch.Health(10, 1, 20, "HTTP/1.1 503");
    assertThat(failed()).contains("GET /health answers in time");
  }

  @Test
  void errorsInTheLogAndALongLogAreFound() {
    log = new AbuseOutcome.Log(10 * MIB, 10, List.of("12:00 ERROR something"));
    assertThat(failed()).contains("the log has no errors", "the log stays small");
  }

  @Test
  void aStoreThatFailedIsFound() {
    storeWhole = false;
    assertThat(failed()).contains("the store takes writes and found no damage");
  }

  @Test
  void aKindThatNeverRanIsFound() {
    kinds = List.of(AbuseKind.RANDOM_BYTES);
    assertThat(failed()).contains("random-bytes");
  }

  private List<String> failed() {
    if (samples.count() == 0) {
      samples.add(new Sample(0, 0));
    }
    AbusePlan plan =
        new AbusePlan(
            1_000,
            1,
            AbuseBounds.GROWTH_SECONDS,
            1,
            0,
            new AbuseTurns.Plan(kinds, 1, 1, 7),
            new AbuseBounds(2, 100 * MIB, 100 * MIB, 1_000));
    HostPort nowhere = new HostPort("127.0.0.1", 1);
    AbuseScene scene =
        new AbuseScene(
            nowhere,
            nowhere,
            InetAddress.getLoopbackAddress(),
            "a-token",
            "a.table",
            new AbuseLedger(),
            new AbuseTally(),
            new SplittableRandom(7));
    AbuseOutcome outcome =
        new AbuseOutcome(
            plan,
            round(10, 0, 0),
            List.of(abused),
            new AbuseTurns(scene, plan.turns()),
            neighbour,
            List.of(count),
            health,
            samples,
            STATE,
            after,
            100 * MIB,
            log,
            storeWhole);
    return AbuseVerdict.checks(outcome).stream()
        .filter(check -> !check.held())
        .map(Check::name)
        .toList();
  }

  /** Batches of the race that did not go well. */
  private record Trouble(long failed, long neverSent, long retries) {}

  private static AbuseRound round(long p99Millis, long failedBatches, long neverSentBatches) {
    return round(p99Millis, new Trouble(failedBatches, neverSentBatches, 0));
  }

  private static AbuseRound round(long p99Millis, Trouble trouble) {
    LatencySummary latency = new LatencySummary(100, 1_000, 1_000, p99Millis * 1_000, 0, 0);
    return new AbuseRound(
        "round",
        new LoadReport(
            1_000,
            Map.of("engine_telemetry", 5L),
            10,
            trouble.failed(),
            0,
            trouble.neverSent(),
            trouble.retries(),
            0,
            List.of(),
            latency,
            latency,
            0,
            0,
            0),
        List.of());
  }
}
