package io.pitwall.server.command;

import io.pitwall.server.auth.TokenDirectory;
import io.pitwall.server.config.ConfigurationException;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import io.pitwall.storage.runtime.OsFileSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code pitwall token}: makes, lists and revokes the tokens of a data directory. */
@Command(
    name = "token",
    description =
        "Makes, lists and revokes the tokens of a data directory. A server that runs on it takes"
            + " the change within a second. The name of a token is also the user of the PostgreSQL"
            + " wire; sessions that are open there stay open.",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    versionProvider = VersionCommand.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:could not be done, nothing has changed; stderr says why",
      "2:called wrongly, or a setting is unknown or has a value that can't be used"
    })
final class TokenCommand implements Runnable {
  /** Shares of the heap mean the server's, which is not known here; nothing uses them. */
  private static final long ANY_HEAP_BYTES = 1L << 40;

  private static final String SHOWN_ONCE =
      "This is the token; it is shown only now. A running server accepts it within a second.";

  @Spec private CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The data directory. Default: that of the server's settings")
  private @Nullable String dataDirectory;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The server's file with settings. Default: $PITWALL_CONFIG")
  private @Nullable Path config;

  /** Only picocli makes one. */
  TokenCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Name a command: create, list, revoke, reset.");
  }

  @Command(
      name = "create",
      description = "Makes a token and prints it, once.",
      mixinStandardHelpOptions = true)
  int create(
      @Parameters(paramLabel = "NAME", description = "Who or what will use it, such as grafana")
          String name) {
    return change((tokens, out) -> {
      out.println(tokens.create(name, new SecureRandom()));
      return SHOWN_ONCE;
    });
  }

  @Command(
      name = "list",
      description = "Prints the names of all tokens, one per line.",
      mixinStandardHelpOptions = true)
  int list() {
    return change((tokens, out) -> {
      tokens.names().forEach(out::println);
      return "";
    });
  }

  @Command(name = "revoke", description = "Makes a token useless.", mixinStandardHelpOptions = true)
  int revoke(@Parameters(paramLabel = "NAME", description = "As 'list' prints it") String name) {
    return change((tokens, out) -> {
      tokens.revoke(name);
      return "Revoked. A running server refuses it within a second.";
    });
  }

  @Command(
      name = "reset",
      description =
          "Replaces the admin's token, also one that is lost, and prints the new one, once. The"
              + " other tokens stay. PITWALL_ADMIN_TOKEN of the server wins again at its next"
              + " start.",
      mixinStandardHelpOptions = true)
  int reset() {
    return change((tokens, out) -> {
      out.println(tokens.resetAdmin(new SecureRandom()));
      return SHOWN_ONCE;
    });
  }

  /** Prints what scripts read to the writer, returns what people read. */
  private interface Change {
    String make(TokenDirectory tokens, PrintWriter out) throws IOException;
  }

  private int change(Change change) {
    PrintWriter errors = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    try (OsFileSystem files = OsFileSystem.open(directory())) {
      String said = change.make(new TokenDirectory(files), out);
      out.flush();
      if (!said.isEmpty()) {
        errors.println(said);
      }
      return 0;
    } catch (ConfigurationException e) {
      errors.println(e.getMessage());
      return 2;
    } catch (IOException | IllegalArgumentException e) {
      errors.println(e.getMessage());
      return 1;
    } finally {
      errors.flush();
    }
  }

  /** Never one that does not exist: a token there would be one of no server. */
  private Path directory() throws ConfigurationException {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    if (dataDirectory != null) {
      flags.put(Setting.DATA_DIR, dataDirectory);
    }
    Path directory =
        Path.of(
            Settings.load(flags, System.getenv(), config, ANY_HEAP_BYTES).text(Setting.DATA_DIR));
    if (!Files.isDirectory(directory)) {
      throw new ConfigurationException(
          "there is no data directory '" + directory + "'; name the server's with --data-dir");
    }
    return directory;
  }
}
