package io.pitwall.server.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitwall sql}: runs one statement on a server. */
@Command(
    name = "sql",
    description = "Runs one SQL statement on a server and prints the answer.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the whole answer was printed",
      "1:the statement failed or its answer was cut; stderr says why",
      "2:called wrongly"
    })
final class SqlCommand implements Callable<Integer> {
  /** How answers are printed. */
  enum Format {
    TABLE,
    JSON,
    CSV
  }

  @Spec private CommandSpec spec;
  @Mixin private ClientOptions client;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "Format of the answer: one of ${COMPLETION-CANDIDATES}. Default: table")
  private Format format;

  @Parameters(
      arity = "0..1",
      paramLabel = "STATEMENT",
      description = "SQL statement. Without it, the statement is read from stdin.")
  private @Nullable String statement;

  /** Only picocli makes one. */
  SqlCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter errors = spec.commandLine().getErr();
    try (SqlClient server = new SqlClient(client.url(), client.token(), client.database())) {
      String sql =
          statement != null
              ? statement
              : new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      switch (format) {
        case TABLE -> TableText.printAligned(server.ask(sql), out);
        case CSV -> TableText.printCsv(server.ask(sql), out);
        case JSON -> {
          try (InputStream answer = server.raw(sql)) {
            out.print(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
      out.flush();
      return 0;
    } catch (IllegalArgumentException e) {
      errors.println(e.getMessage());
      return 2;
    } catch (SqlClient.RefusedException e) {
      errors.println("Error: " + TableText.withoutControls(String.valueOf(e.getMessage())));
      return 1;
    } catch (IOException e) {
      errors.println("Error: no complete answer from " + client.url() + ": " + e);
      return 1;
    } finally {
      errors.flush();
    }
  }
}
