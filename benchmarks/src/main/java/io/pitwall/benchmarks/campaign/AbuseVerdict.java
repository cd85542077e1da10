package io.pitwall.benchmarks.campaign;

import io.pitwall.benchmarks.campaign.AbuseOutcome.Count;
import io.pitwall.benchmarks.campaign.abuse.AbuseKind;
import io.pitwall.benchmarks.campaign.abuse.AbuseTally;
import io.pitwall.benchmarks.campaign.abuse.GoodNeighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Judges an abuse campaign: the promises one by one, and whether each held. */
final class AbuseVerdict {
  private static final double MIB = 1 << 20;

  /**
   * One promise.
   *
   * @param name what was promised
   * @param held whether it held
   * @param detail what was found
   */
  record Check(String name, boolean held, String detail) {
    @Override
    public String toString() {
      return (held ? "held    " : "FAILED  ") + name + ": " + detail;
    }
  }

  private final AbuseOutcome outcome;
  private final List<Check> checks = new ArrayList<>();

  private AbuseVerdict(AbuseOutcome outcome) {
    this.outcome = outcome;
  }

  /** All promises, in the order in which they are printed. */
  static List<Check> checks(AbuseOutcome outcome) {
    AbuseVerdict verdict = new AbuseVerdict(outcome);
    verdict.judgeRace();
    verdict.judgeNeighbour();
    verdict.judgeCounts();
    verdict.judgeLatency();
    verdict.judgeMemory();
    verdict.judgeState();
    verdict.judgeHealth();
    verdict.judgeLog();
    outcome.turns().order().forEach(verdict::judgeKind);
    return verdict.checks;
  }

  private void judgeRace() {
    long failed = 0;
    long neverSent = 0;
    long retries = 0;
    long batches = 0;
    long queryErrors = 0;
    long emptyAnswers = 0;
    List<String> silentPanels = new ArrayList<>();
    String firstError = "";
    for (AbuseRound round : outcome.abused()) {
      failed += round.load().failedBatches();
      neverSent += round.load().neverSentBatches();
      retries += round.load().retries();
      batches += round.load().acknowledgedBatches();
      queryErrors += round.queryErrors();
      emptyAnswers += round.emptyAnswers();
      silentPanels.addAll(round.silentPanels());
      firstError = firstError.isEmpty() ? round.firstQueryError() : firstError;
    }
    check(
        "the race's writers got no error",
        failed == 0 && neverSent == 0,
        "%,d failed and %,d never sent batches",
        failed,
        neverSent);
    check(
        "the race's queries got no error",
        queryErrors == 0,
        "%,d errors %s",
        queryErrors,
        firstError);
    check(
        "the race's writers were not sent away",
        retries <= AbuseBounds.RETRIES * batches,
        "%,d of %,d batches sent again after 429 or 503; at most %.1f %%",
        retries,
        batches,
        100 * AbuseBounds.RETRIES);
    check(
        "the race's queries were answered with rows",
        emptyAnswers == 0 && silentPanels.isEmpty(),
        "%,d empty answers; never asked: %s",
        emptyAnswers,
        silentPanels);
  }

  private void judgeNeighbour() {
    GoodNeighbour.Report neighbour = outcome.neighbour();
    check(
        "a good client at the address of the abuse is served",
        neighbour.asked() > 0
            && neighbour.failed() == 0
            && neighbour.turnedAwayShare() <= AbuseBounds.TURNED_AWAY,
        "%,d requests and sessions, %,d failures %s; %,d turned away by limits of connections per"
            + " address, at most %.0f %%",
        neighbour.asked(),
        neighbour.failed(),
        neighbour.firstFailure(),
        neighbour.turnedAway(),
        100 * AbuseBounds.TURNED_AWAY);
  }

  private void judgeCounts() {
    List<Count> wrong = outcome.counts().stream().filter(count -> !count.isRight()).toList();
    check(
        "every acknowledged row is there, over both protocols and after a restart",
        wrong.isEmpty() && !outcome.counts().isEmpty(),
        "%d counts, %d of them wrong %s",
        outcome.counts().size(),
        wrong.size(),
        wrong.stream().limit(5).toList());
    check(
        "the store takes writes and found no damage",
        outcome.storeWhole(),
        "as /metrics says at the end and after the restart");
  }

  private void judgeLatency() {
    double quiet = outcome.quiet().writeP99Millis();
    double worst =
        outcome.abused().stream().mapToDouble(AbuseRound::writeP99Millis).max().orElse(0);
    double factor = outcome.plan().bounds().p99Factor();
    check(
        "p99 of the race's writes",
        factor <= 0 || worst <= factor * quiet,
        "%.1f ms in the quiet round, %.1f ms in the worst of %d rounds as long; %s",
        quiet,
        worst,
        outcome.abused().size(),
        factor <= 0 ? "not judged" : String.format(Locale.ROOT, "at most %.1f times", factor));
  }

  private void judgeMemory() {
    AbuseBounds bounds = outcome.plan().bounds();
    AbuseSamples samples = outcome.samples();
    long most = outcome.heapMaxBytes() + bounds.directBytes() + bounds.restBytes();
    check(
        "memory is bounded",
        samples.count() > 0 && samples.mostResidentBytes() <= most,
        "%.0f MiB at most in %d samples; bound %.0f MiB: heap %.0f + buffers %.0f + rest %.0f",
        samples.mostResidentBytes() / MIB,
        samples.count(),
        most / MIB,
        outcome.heapMaxBytes() / MIB,
        bounds.directBytes() / MIB,
        bounds.restBytes() / MIB);
    boolean judged =
        outcome.plan().roundSeconds() * outcome.plan().rounds() >= AbuseBounds.GROWTH_SECONDS;
    String rule =
        judged
            ? "at most 5 %% of the bound"
            : "not judged below " + AbuseBounds.GROWTH_SECONDS + " s of abuse";
    check(
        "memory does not grow",
        !judged || samples.residentGrowth() <= AbuseBounds.GROWTH * most,
        "median of the last quarter %+.0f MiB against the third; " + rule,
        samples.residentGrowth() / MIB);
    check(
        "the heap does not grow",
        !judged || samples.heapGrowth() <= AbuseBounds.GROWTH * outcome.heapMaxBytes(),
        "least of the last quarter %+.0f MiB against the third; " + rule,
        samples.heapGrowth() / MIB);
  }

  private void judgeState() {
    Set<String> missing = outcome.after().missingSince(outcome.before());
    check(
        "all threads of the server live",
        missing.isEmpty(),
        "%d in the quiet round; gone: %s",
        outcome.before().threads().size(),
        missing);
    check(
        "connections and descriptors are let go",
        outcome.after().isBackAt(outcome.before()),
        "%s in the quiet round, %s after the abuse; %d more are allowed",
        outcome.before().counts(),
        outcome.after().counts(),
        AbuseBounds.DESCRIPTORS);
  }

  private void judgeHealth() {
    ServerWatch.Health health = outcome.health();
    long limit = outcome.plan().bounds().healthMillis();
    check(
        "GET /health answers in time",
        health.asked() > 0 && health.failed() == 0 && health.worstMillis() <= limit,
        "asked %d times, %d failures, %.0f ms at most; at most %d ms are allowed %s",
        health.asked(),
        health.failed(),
        health.worstMillis(),
        limit,
        health.firstFailure());
  }

  private void judgeLog() {
    AbuseOutcome.Log log = outcome.log();
    check(
        "the log has no errors",
        log.errors().isEmpty(),
        "%d lines with ERROR %s",
        log.errors().size(),
        log.errors().stream().limit(3).toList());
    long most = AbuseBounds.LOG_BYTES + AbuseBounds.LOG_BYTES_PER_SECOND * log.seconds();
    check(
        "the log stays small",
        log.bytes() <= most,
        "%,d bytes in %d s; at most %,d",
        log.bytes(),
        log.seconds(),
        most);
  }

  private void judgeKind(AbuseKind kind) {
    AbuseTally tally = outcome.turns().tally(kind);
    check(
        kind.label(),
        tally.acts() > 0 && tally.faultCount() == 0,
        "%,d times; answers %s%s",
        tally.acts(),
        tally.answers(),
        tally.faultCount() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; %,d must not be, such as %s; alone: --only=%s --seed=%d",
                tally.faultCount(),
                tally.faults(),
                kind.label(),
                outcome.plan().turns().seed()));
  }

  private void check(String name, boolean held, String format, Object... values) {
    checks.add(new Check(name, held, String.format(Locale.ROOT, format, values)));
  }
}
