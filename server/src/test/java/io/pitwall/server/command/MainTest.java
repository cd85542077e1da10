package io.pitwall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final CommandLine commandLine =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));

  @Test
  void versionNamesPitwallAndItsJava() {
    assertThat(commandLine.execute("version")).isZero();
    assertThat(out.toString()).contains("Pitwall ").contains("Java " + Runtime.version());
  }

  @Test
  void everyCommandExplainsItself() {
    for (String name : commandLine.getSubcommands().keySet()) {
      assertThat(commandLine.execute(name, "--help")).as(name).isZero();
      assertThat(out.toString()).as(name).contains("Usage: pitwall " + name);
    }
  }

  @Test
  void everyCommandThatTheLauncherGivesAServersHeapExists() throws IOException {
    Matcher list =
        Pattern.compile("(?m)^store_commands='([a-z ]+)'$")
            .matcher(Files.readString(Path.of("../pitwall")));
    assertThat(list.find()).isTrue();
    assertThat(commandLine.getSubcommands()).containsKeys(list.group(1).split(" ", -1));
  }

  @Test
  void noCommandIsAnErrorThatShowsTheUsage() {
    assertThat(commandLine.execute()).isEqualTo(2);
    assertThat(errors.toString()).contains("Name a command.").contains("Usage: pitwall");
  }

  @Test
  void anUnknownCommandIsAnErrorThatNamesIt() {
    assertThat(commandLine.execute("serve")).isEqualTo(2);
    assertThat(errors.toString()).contains("'serve'");
  }
}
