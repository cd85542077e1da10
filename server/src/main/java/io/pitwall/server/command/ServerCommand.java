package io.pitwall.server.command;

import io.pitwall.server.PitwallServer;
import io.pitwall.server.config.ConfigurationException;
import io.pitwall.server.config.HostPort;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
          + " environment over the file. PITWALL_ADMIN_TOKEN sets the admin's token."
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
    } catch (ConfigurationException | IllegalArgumentException | IOException e) {
      errors.println(reason(e));
      errors.flush();
      return 2;
    }
    PitwallServer server;
    try {
      server = PitwallServer.start(settings, System.getenv(Settings.ADMIN_TOKEN_VARIABLE));
    } catch (IOException | IllegalArgumentException e) {
      errors.println("The server can't start: " + reason(e));
      errors.flush();
      return 1;
    }
    announce(server, settings);
    Ending.awaitSignal("end-server", server::close);
    return 0;
  }

  private void announce(PitwallServer server, Settings settings) {
    PrintWriter out = spec.commandLine().getOut();
    String token = server.tokens().createdToken();
    if (token != null) {
      out.println("Admin token, shown only now: " + token);
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

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || e instanceof NoSuchFileException ? e.toString() : message;
  }
}
