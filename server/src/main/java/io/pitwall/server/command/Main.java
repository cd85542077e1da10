package io.pitwall.server.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The entry point of the runnable jar: {@code pitwall COMMAND [OPTIONS]}.
 *
 * <p>Exit codes are picocli's: 0 when the command did its work, 1 when it failed, 2 when it was
 * called wrongly. A new command is one class, named in {@code subcommands} below; if it opens a
 * store, also one word in {@code store_commands} of the script {@code pitwall}, which gives it the
 * heap, collector and class cache of a server.
 */
@Command(
    name = "pitwall",
    description = "A time-series database for live racing telemetry.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    subcommands = {
      ServerCommand.class,
      DemoCommand.class,
      LoadCommand.class,
      SqlCommand.class,
      TokenCommand.class,
      VersionCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Only picocli makes one. */
  Main() {}

  /** Runs the named command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, ready to execute; tests give it their own writers. */
  static CommandLine commandLine() {
    return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command.");
  }
}
