package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.benchmarks.campaign.AbuseVerdict.Check;
import io.pitwall.benchmarks.campaign.abuse.AbuseKind;
import io.pitwall.benchmarks.campaign.abuse.AbuseTurns;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of abuse once, for a moment, whose times nobody judges. */
class AbuseCampaignTest {
  private static final String TOKEN = "the-abuse-campaigns-token";
  private static final long GIB = 1L << 30;
  private static final long NOT_TIMED = 60_000;

  @TempDir private Path directory;

  @Test
  @EnabledOnOs(OS.LINUX)
  void theRaceDoesNotNoticeAnyKindOfAbuse() throws Exception {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("AbuseCampaignTest pitwall.seed=" + seed);
    AbusePlan plan =
        new AbusePlan(
            20_000,
            2,
            3,
            1,
            RacePsql.version() == null ? 0 : 3,
            new AbuseTurns.Plan(List.of(AbuseKind.values()), 8, 700, seed),
            new AbuseBounds(0, GIB, GIB, NOT_TIMED));
    AbuseServer server =
        new AbuseServer(
            TestLauncher.in(directory),
            directory.resolve("data"),
            TOKEN,
            Map.of(),
            List.of(),
            AbuseServer.otherLoopback());
    StringWriter rounds = new StringWriter();

    List<Check> checks =
        AbuseVerdict.checks(new AbuseRun(server, plan, new PrintWriter(rounds)).run());

    assertThat(checks.stream().filter(check -> !check.held())).as(rounds.toString()).isEmpty();
    assertThat(checks).hasSizeGreaterThan(AbuseKind.values().length);
  }

  @Test
  void aCampaignWithoutRoomForAnAbusedRoundIsRefused() {
    StringWriter out = new StringWriter();

    assertThat(campaign(out, "--minutes=1", "--round=30")).isEqualTo(2);
    assertThat(out.toString()).contains("--minutes must have room");
  }

  @Test
  void anUnknownKindIsRefusedByName() {
    StringWriter out = new StringWriter();

    assertThat(campaign(out, "--only=kindness")).isEqualTo(2);
    assertThat(out.toString()).contains("no kind of abuse 'kindness'");
  }

  @Test
  void theListNamesEachKind() {
    StringWriter out = new StringWriter();

    assertThat(campaign(out, "--list")).isZero();
    assertThat(out.toString())
        .contains(
            List.of(AbuseKind.values()).stream().map(AbuseKind::label).toArray(String[]::new));
  }

  @Test
  void aPromiseThatDidNotHoldIsPrintedAndCounted() {
    StringWriter out = new StringWriter();
    List<Check> checks = List.of(new Check("one", true, "1"), new Check("two", false, "2"));

    assertThat(AbuseCampaign.tell(checks, new PrintWriter(out))).isFalse();
    assertThat(out.toString())
        .contains("held    one: 1", "FAILED  two: 2", "1 of 2 promises did not hold");
  }

  private static int campaign(StringWriter out, String... arguments) {
    PrintWriter writer = new PrintWriter(out);
    return AbuseCampaign.commandLine().setOut(writer).setErr(writer).execute(arguments);
  }
}
