package io.pitwall.server.command;

import io.pitwall.server.PitwallServer;
import io.pitwall.server.config.ConfigurationException;
import io.pitwall.server.config.HostPort;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pitwall server}: serves until a signal stops it. */
@Command(
    name = "server",
    description =
        "Starts the server. Prints one line on stdout when it is ready, the first time also the"
            + " admin's token. SIGTERM or Ctrl-C stop it.",
    footer = {
      "",
      "Every setting can also be a line 'name = value' of the file, or an environment variable"
          + " (max-body-bytes is PITWALL_MAX_BODY_BYTES). A flag wins over the environment, the"
          + " environment over the file. PITWALL_ADMIN_TOKEN sets the admin's token. './pitwall"
          + " token reset' replaces a token that is lost."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    modelTransformer = SettingsFlags.class,
    versionProvider = VersionCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped by a signal, everything is closed in order",
      "1:could not start, or could not close in order; stderr says why",
      "2:called wrongly, or a setting is unknown or has a value that can't be used"
    })
final class ServerCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCommand.class);

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "File with settings, one 'name = value' per line.")
  private @Nullable Path config;

  /** Only picocli makes one. */
  ServerCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter errors = spec.commandLine().getErr();
    Settings settings;
    try {
      settings =
          Settings.load(
              SettingsFlags.given(spec), System.getenv(), config, Runtime.getRuntime().maxMemory());
      LogLevel.set(settings.text(Setting.LOG_LEVEL));
    } catch (ConfigurationException | IllegalArgumentException e) {
      errors.println(reason(e));
      errors.flush();
      return 2;
    }
    PitwallServer server;
    try {
      server = PitwallServer.start(settings, System.getenv(Settings.ADMIN_TOKEN_VARIABLE));
    } catch (IOException | RuntimeException e) {
      LOG.debug("the server can't start", e);
      errors.println("The server can't start: " + reason(e));
      errors.flush();
      return 1;
    }
    announce(server, settings, errors);
    Ending.awaitSignal("end-server", server::close);
    return 0;
  }

  private void announce(PitwallServer server, Settings settings, PrintWriter errors) {
    PrintWriter out = spec.commandLine().getOut();
    String token = server.createdToken();
    if (token != null) {
      out.println("Admin token, shown only now: " + token);
      if (out.checkError()) {
        errors.println(
            "The admin token could not be printed; './pitwall token reset' makes a new one.");
        errors.flush();
      }
    }
    out.println(
        "Pitwall ready: http="
            + text(server.httpAddress())
            + " pg="
            + text(server.postgresAddress())
            + " data="
            + settings.text(Setting.DATA_DIR));
    out.flush();
  }

  static String text(InetSocketAddress address) {
    return new HostPort(address.getHostString(), address.getPort()).toString();
  }

  /** Its message, if that says what has happened; that of many runtime exceptions does not. */
  private static String reason(Exception e) {
    String message = e.getMessage();
    boolean isSentence =
        e instanceof ConfigurationException
            || e instanceof IOException && !(e instanceof FileSystemException)
            || e instanceof IllegalArgumentException
            || e instanceof IllegalStateException;
    return isSentence && message != null ? message : e + " (--log-level debug shows where)";
  }
}
