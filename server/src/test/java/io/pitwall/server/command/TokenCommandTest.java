package io.pitwall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @TempDir private Path directory;

  @Test
  void tokensAreMadeListedAndRevoked() {
    assertThat(token("reset")).isZero();
    assertThat(taken(out)).matches("pw_[A-Za-z0-9_-]{43}\\R");
    assertThat(taken(errors)).contains("shown only now");
    assertThat(token("create", "grafana")).isZero();
    assertThat(taken(out)).matches("pw_[A-Za-z0-9_-]{43}\\R");
    assertThat(token("list")).isZero();
    assertThat(taken(out).lines()).containsExactly("admin", "grafana");
    assertThat(token("revoke", "grafana")).isZero();
    taken(errors);
    assertThat(token("list")).isZero();
    assertThat(taken(out).lines()).containsExactly("admin");
    assertThat(taken(errors)).isEmpty();
  }

  @Test
  void whatCannotBeDoneIsAnExitCodeAndASentence() {
    assertThat(token("create", "grafana")).isEqualTo(1);
    assertThat(taken(errors)).contains("no tokens yet");
    assertThat(token("reset")).isZero();
    taken(out);
    assertThat(token("revoke", "nobody")).isEqualTo(1);
    assertThat(taken(errors)).contains("'nobody'");
    assertThat(token("create", "two words")).isEqualTo(1);
    assertThat(token()).isEqualTo(2);
    assertThat(token("create")).isEqualTo(2);
    assertThat(token("list", "--config", directory.resolve("none").toString())).isEqualTo(2);
    assertThat(taken(errors)).contains("none' does not exist");
    assertThat(taken(out)).isEmpty();
  }

  @Test
  void everyCommandExplainsItself() {
    for (String name : List.of("create", "list", "revoke", "reset")) {
      assertThat(execute("token", name, "--help")).as(name).isZero();
      assertThat(taken(out)).contains("Usage: pitwall token " + name, "--data-dir", "--config");
    }
  }

  @Test
  void aDirectoryThatDoesNotExistIsNotMade() {
    Path none = directory.resolve("none");
    assertThat(execute("token", "reset", "--data-dir", none.toString())).isEqualTo(2);
    assertThat(taken(errors)).contains("no data directory '" + none + "'", "--data-dir");
    assertThat(none).doesNotExist();
  }

  private int token(String... more) {
    List<String> arguments = new ArrayList<>(List.of("token"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--data-dir", directory.toString()));
    return execute(arguments.toArray(new String[0]));
  }

  private int execute(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors))
        .execute(arguments);
  }

  private static String taken(StringWriter writer) {
    String text = writer.toString();
    writer.getBuffer().setLength(0);
    return text;
  }
}
