package io.pitwall.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pitwall version}: prints the versions of Pitwall and of Java. */
@Command(
    name = "version",
    description = "Prints the version of Pitwall and of the Java it runs on.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class)
final class VersionCommand implements Runnable, IVersionProvider {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    for (String line : getVersion()) {
      spec.commandLine().getOut().println(line);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"Pitwall " + pitwallVersion(), "Java " + Runtime.version()};
  }

  /** The manifest's version; classes run outside the jar have none. */
  private static String pitwallVersion() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(not run from its jar)" : version;
  }
}
