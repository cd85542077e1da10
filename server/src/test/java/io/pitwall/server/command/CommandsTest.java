package io.pitwall.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that call a server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private RunningServer server;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    server = RunningServer.start(directory, Map.of());
    server.write("t,car=24 v=1.5,s=\"a,b \\\"c\\\"\" 1700000000123456789\nt v=20 1\n");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void forgetWhatWasPrinted() {
    out.getBuffer().setLength(0);
    errors.getBuffer().setLength(0);
  }

  @Test
  void sqlPrintsATable() {
    assertThat(sql("SELECT car, v FROM t ORDER BY time")).isZero();
    assertThat(out.toString()).contains("car", "24", "1.5", "20.0").doesNotContain("{");
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void sqlPrintsJsonAndCsv() {
    assertThat(sql("--format", "json", "SELECT v FROM t ORDER BY time")).isZero();
    assertThat(out.toString()).startsWith("{\"success\":true").contains("[[20.0],[1.5]]");
    out.getBuffer().setLength(0);
    assertThat(sql("--format=csv", "SELECT car, v, s FROM t ORDER BY time")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("car,v,s", ",20.0,", "24,1.5,\"a,b \"\"c\"\"\"");
  }

  @Test
  void sqlReadsItsStatementFromStdin() {
    InputStream before = System.in;
    System.setIn(
        new ByteArrayInputStream("SELECT COUNT(*)\nFROM t".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(sql("--format=csv")).isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(out.toString().lines().toList().get(1)).isEqualTo("2");
  }

  @Test
  void whatGoesWrongIsAnExitCodeAndASentence() {
    assertThat(sql("SELECT nope FROM t")).isEqualTo(1);
    assertThat(errors.toString()).contains("nope").contains("line 1, column 8");
    assertThat(execute("sql", "--url", url(), "--token", "wrong-token", "SELECT 1")).isEqualTo(1);
    assertThat(errors.toString()).contains("token").doesNotContain("wrong-token");
    assertThat(execute("sql", "--url", "http://127.0.0.1:1", "--token", "t", "SELECT 1"))
        .isEqualTo(1);
    assertThat(execute("sql", "--url", "ftp://127.0.0.1", "SELECT 1")).isEqualTo(2);
    assertThat(sql("--format=xml", "SELECT 1")).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void controlCharactersOfValuesAndErrorsDoNotReachTheTerminal() {
    server.write("esc s=\"\u001b]0;owned\u0007a\nb\u009b\" 1");
    assertThat(sql("SELECT s FROM esc")).isZero();
    assertThat(out.toString())
        .contains("\\u001b]0;owned\\u0007a\\nb\\u009b")
        .doesNotContain("\u001b", "\u0007", "\u009b");
    assertThat(sql("SELECT \"\u001b[2J\" FROM esc")).isEqualTo(1);
    assertThat(errors.toString()).contains("\\u001b").doesNotContain("\u001b");
  }

  @Test
  void theTokenMayComeFromAFile(@TempDir Path files) throws IOException {
    Path file = files.resolve("token");
    Files.writeString(file, RunningServer.TOKEN + "\n");
    String[] ask = {"sql", "--url", url(), "--format=csv", "--token-file", file.toString()};
    assertThat(execute(with(ask, "SELECT 1"))).as(errors.toString()).isZero();
    assertThat(execute(with(ask, "--token", "x", "SELECT 1"))).isEqualTo(2);
    assertThat(errors.toString()).contains("either --token or --token-file");
    Files.writeString(file, "\n");
    assertThat(execute(with(ask, "SELECT 1"))).isEqualTo(2);
    assertThat(errors.toString()).contains("has no token");
    Files.delete(file);
    assertThat(execute(with(ask, "SELECT 1"))).isEqualTo(2);
    assertThat(errors.toString()).contains("no token can be read from '" + file);
  }

  private static String[] with(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(new String[0]);
  }

  @Test
  void loadReportsAsJsonWritesDownItsBatchesAndTheRowsAreThere(@TempDir Path files)
      throws IOException {
    Path ledger = files.resolve("ledger");
    int exit =
        execute(
            "load",
            "--url",
            url(),
            "--token",
            RunningServer.TOKEN,
            "-d",
            "loaded",
            "--rate",
            "3000",
            "--batch-size",
            "100",
            "--duration",
            "1s",
            "--quiet",
            "--json",
            "--ledger",
            ledger.toString());
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(out.toString()).startsWith("{").contains("\"acknowledged");
    assertThat(Files.size(ledger)).isPositive();
    assertThat(
            server.data(
                "SELECT SUM(n) > 0 FROM (SELECT COUNT(*) AS n FROM loaded.engine_telemetry) AS e"))
        .isEqualTo("[[true]]");
  }

  @Test
  void demoEndsAfterItsTimeAndSaysHowToAsk() {
    int exit = execute("demo", "--duration", "3s", "--rate", "3000", "--batch-size", "100");
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(out.toString())
        .contains("psql -h 127.0.0.1 -p ")
        .contains("-U admin nascar_telemetry")
        .contains("visible ")
        .doesNotContain("not known", "\u001b");
  }

  private String url() {
    return "http://127.0.0.1:" + server.server().httpAddress().getPort();
  }

  private int sql(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("sql", "--url", url(), "--token", RunningServer.TOKEN, "-d", "d"));
    arguments.addAll(List.of(more));
    return execute(arguments.toArray(new String[0]));
  }

  private int execute(String... arguments) {
    CommandLine commands = Main.commandLine();
    return commands.setOut(new PrintWriter(out)).setErr(new PrintWriter(errors)).execute(arguments);
  }
}
