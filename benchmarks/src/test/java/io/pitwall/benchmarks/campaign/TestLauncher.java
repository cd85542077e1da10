package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Does what the project's launcher does, with the classes of this build. */
final class TestLauncher {
  private TestLauncher() {}

  static Path in(Path directory) throws IOException {
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
