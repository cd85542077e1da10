package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    assertThat(new KillCampaign(launcher(), data, seed).runRounds(2)).isZero();
  }

  /** Does what the project's launcher does, with the classes of this build. */
  private Path launcher() throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Path script = directory.resolve("launcher");
    Files.writeString(
        script,
        """
        #!/bin/sh
        exec '%s/bin/java' -Xmx1g --add-modules jdk.incubator.vector \\
          --enable-native-access=ALL-UNNAMED -cp '%s' io.pitwall.server.command.Main "$@"
        """
            .formatted(System.getProperty("java.home"), classPath));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script;
  }
}
