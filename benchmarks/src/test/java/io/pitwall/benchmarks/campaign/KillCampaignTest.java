package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills of a real server, whose times nobody judges. */
class KillCampaignTest {
  @TempDir private Path directory;

  @Test
  void whatWasAcknowledgedIsThereWholeAndOnceAfterEachKill() throws Exception {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("KillCampaignTest pitwall.seed=" + seed);
    Path data = Files.createDirectory(directory.resolve("campaign"));
    assertThat(new KillCampaign(TestLauncher.in(directory), data, seed).runRounds(2)).isZero();
  }
}
