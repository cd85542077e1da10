package io.pitwall.server.config;

import io.pitwall.query.text.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Checks that every variable of the environment that begins like Pitwall's is one. */
final class EnvironmentVariables {
  private static final String PREFIX = "PITWALL_";

  /** Variables of the launcher and of the commands; they are not settings of the server. */
  private static final Set<String> OTHERS =
      Set.of(
          Settings.CONFIG_VARIABLE,
          Settings.ADMIN_TOKEN_VARIABLE,
          "PITWALL_TOKEN",
          "PITWALL_TOKEN_FILE",
          "PITWALL_URL",
          "PITWALL_DATABASE",
          "PITWALL_HEAP",
          "PITWALL_JAVA_HOME",
          "PITWALL_JAVA_OPTS");

  /**
   * What Kubernetes puts into every container for a Service whose name is or begins with {@code
   * pitwall}, such as {@code PITWALL_SERVICE_HOST} and {@code PITWALL_PG_PORT_5433_TCP_ADDR}.
   */
  private static final Pattern OF_A_SERVICE =
      Pattern.compile(
          "PITWALL_([A-Z0-9_]+_)?"
              + "(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
              + "|PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

  /** {@code PITWALL_PORT} has an address there; a number is a setting that somebody meant. */
  private static final Pattern PORT_OF_A_SERVICE = Pattern.compile("PITWALL_([A-Z0-9_]+_)?PORT");

  private static final Pattern ADDRESS_OF_A_SERVICE = Pattern.compile("(tcp|udp|sctp)://.*");

  private EnvironmentVariables() {}

  /**
   * Checks the names.
   *
   * @param environment all variables of the process
   * @throws ConfigurationException if one begins with {@code PITWALL_} and is not known
   */
  static void check(Map<String, String> environment) throws ConfigurationException {
    List<String> known = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      known.add(setting.variable());
    }
    known.addAll(new TreeSet<>(OTHERS));
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(PREFIX)
          && !known.contains(name)
          && !isOfService(name, environment.getOrDefault(name, ""))) {
        throw new ConfigurationException(
            "the environment variable "
                + name
                + " is not a setting; the nearest one is "
                + NearestName.closest(name, known));
      }
    }
  }

  private static boolean isOfService(String name, String value) {
    return OF_A_SERVICE.matcher(name).matches()
        || PORT_OF_A_SERVICE.matcher(name).matches()
            && ADDRESS_OF_A_SERVICE.matcher(value).matches();
  }
}
