package io.pitwall.server.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a client says first.
 *
 * @param minorVersion of protocol 3 that the client would speak; this server speaks 3.0
 * @param user not empty
 * @param database where table names are looked up
 * @param settings the rest, in order, {@code options} taken apart
 * @param unknownOptions names of protocol options, which all begin with {@code _pq_.}
 */
record Startup(
    int minorVersion,
    String user,
    String database,
    Map<String, String> settings,
    List<String> unknownOptions) {
  static final int CANCEL_REQUEST = 80877102;
  static final int SSL_REQUEST = 80877103;
  static final int GSS_REQUEST = 80877104;
  static final int PROTOCOL_3_0 = 3 << 16;

  private static final String DEFAULT_DATABASE = "default";
  private static final String PROTOCOL_OPTION = "_pq_.";

  static boolean isProtocol3(int code) {
    return code >>> 16 == 3;
  }

  /** Reads the packet behind its code. */
  static Startup read(int code, FrontendMessage packet) throws PostgresException {
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
      throw new PostgresException(
          PostgresError.fatal(
              PostgresError.INVALID_AUTHORIZATION, "the startup packet names no user"));
    }
    String replication = settings.remove("replication");
    if (replication != null && !replication.matches("(?i)false|off|no|0")) {
      throw new PostgresException(
          PostgresError.fatal(PostgresError.NOT_SUPPORTED, "replication is not supported"));
    }
    String database = settings.remove("database");
    boolean named = database != null && !database.isEmpty();
    return new Startup(
        code & 0xFFFF,
        user,
        named && database != null ? database : DEFAULT_DATABASE,
        settings,
        List.copyOf(unknown));
  }

  /** {@code -c name=value} and {@code --name=value}, as PGOPTIONS has them. */
  private static void readOptions(String options, Map<String, String> settings)
      throws PostgresException {
    String pairs = options.strip().replaceAll("(^|\\s)-c\\s*", "$1--");
    for (String option : pairs.split("\\s+", -1)) {
      int equals = option.indexOf('=');
      if (option.startsWith("--") && equals > 2) {
        settings.put(option.substring(2, equals).replace('-', '_'), option.substring(equals + 1));
      } else if (!option.isEmpty()) {
        throw new PostgresException(
            PostgresError.fatal(
                PostgresError.SYNTAX,
                "an option must look like -c name=value, not like " + option));
      }
    }
  }
}
