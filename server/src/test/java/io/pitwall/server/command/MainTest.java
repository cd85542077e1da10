package io.pitwall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
