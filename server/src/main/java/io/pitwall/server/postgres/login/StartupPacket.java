package io.pitwall.server.postgres.login;

import io.pitwall.server.postgres.wire.FrontendMessage;
import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import io.pitwall.server.postgres.wire.StartupCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The packet with which a client begins its login.
 *
 * @param minorVersion of the version 3 of the protocol that the client asks for; this server speaks
 *     3.0
 * @param user not empty
 * @param database where table names are looked up
 * @param settings the other names and values, in order; those inside {@code options} too
 * @param unknownOptions names of protocol options, which all begin with {@code _pq_.}
 */
public record StartupPacket(
    int minorVersion,
    String user,
    String database,
    Map<String, String> settings,
    List<String> unknownOptions) {
  private static final String DEFAULT_DATABASE = "default";
  private static final String PROTOCOL_OPTION = "_pq_.";

  /**
   * Reads the packet after its code.
   *
   * @param code the version of the protocol
   */
  static StartupPacket read(int code, FrontendMessage packet) throws PostgresException {
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    String name = packet.readString();
    while (!name.isEmpty()) {
      String value = packet.readString();
      if (name.startsWith(PROTOCOL_OPTION)) {
        unknown.add(name);
      } else if (name.equals("options")) {
        readOptions(value, settings);
      } else {
        settings.put(name, value);
      }
      name = packet.readString();
    }
    packet.end();
    String user = settings.remove("user");
    if (user == null || user.isEmpty()) {
      throw PostgresException.fatal(
          PostgresError.INVALID_AUTHORIZATION, "the startup packet names no user");
    }
    String replication = settings.remove("replication");
    if (replication != null && !replication.matches("(?i)false|off|no|0")) {
      throw PostgresException.fatal(PostgresError.NOT_SUPPORTED, "replication is not supported");
    }
    String database = settings.remove("database");
    boolean named = database != null && !database.isEmpty();
    return new StartupPacket(
        StartupCode.minor(code),
        user,
        named && database != null ? database : DEFAULT_DATABASE,
        settings,
        List.copyOf(unknown));
  }

  /** Reads {@code -c name=value} and {@code --name=value}, the forms of PGOPTIONS. */
  private static void readOptions(String options, Map<String, String> settings)
      throws PostgresException {
    String pairs = options.strip().replaceAll("(^|\\s)-c\\s*", "$1--");
    for (String option : pairs.split("\\s+", -1)) {
      int equals = option.indexOf('=');
      if (option.startsWith("--") && equals > 2) {
        settings.put(option.substring(2, equals).replace('-', '_'), option.substring(equals + 1));
      } else if (!option.isEmpty()) {
        throw PostgresException.fatal(
            PostgresError.SYNTAX, "an option must look like -c name=value, not like " + option);
      }
    }
  }
}
