package io.pitwall.server.postgres.session;

import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one session. Most are only kept, because drivers set and show them; {@code
 * statement_timeout} shortens the time of a statement. A setting that would change the text of
 * results can only have the one value that this server supports. Owned by the thread that runs the
 * session's statement.
 */
final class SessionSettings {
  /** The settings that are reported at login and when they change, spelled as in PostgreSQL. */
  static final List<String> REPORTED =
      List.of(
          "application_name",
          "client_encoding",
          "DateStyle",
          "default_transaction_read_only",
          "in_hot_standby",
          "integer_datetimes",
          "IntervalStyle",
          "is_superuser",
          "server_encoding",
          "server_version",
          "session_authorization",
          "standard_conforming_strings",
          "TimeZone");

  private static final String VERSION = "16.4";
  private static final String VERSION_NUMBER = "160004";
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(us|ms|s|min|h|d)?");

  private final TreeMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final TreeMap<String, String> startValues = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * @param asked the settings of the startup packet, to which RESET ALL returns. TimeZone,
   *     DateStyle and IntervalStyle keep their values whatever is asked for; the client gets those
   *     reported.
   * @throws PostgresException if a setting can't have the value asked for
   */
  SessionSettings(String user, Map<String, String> asked) throws PostgresException {
    values.put("application_name", "");
    values.put("bytea_output", "hex");
    values.put("client_encoding", "UTF8");
    values.put("client_min_messages", "notice");
    values.put("DateStyle", "ISO, MDY");
    values.put("default_transaction_isolation", "read committed");
    values.put("default_transaction_read_only", "off");
    values.put("extra_float_digits", "1");
    values.put("in_hot_standby", "off");
    values.put("integer_datetimes", "on");
    values.put("IntervalStyle", "postgres");
    values.put("is_superuser", "on");
    values.put("lc_collate", "C");
    values.put("lc_ctype", "C.UTF-8");
    values.put("max_identifier_length", "63");
    values.put("role", "none");
    values.put("search_path", "\"$user\", public");
    values.put("server_encoding", "UTF8");
    values.put("server_version", VERSION);
    values.put("server_version_num", VERSION_NUMBER);
    values.put("session_authorization", user);
    values.put("standard_conforming_strings", "on");
    values.put("statement_timeout", "0");
    values.put("TimeZone", "UTC");
    values.put("transaction_isolation", "read committed");
    values.put("transaction_read_only", "off");
    startValues.putAll(values);
    takeAll(asked);
  }

  private void takeAll(Map<String, String> asked) throws PostgresException {
    for (Map.Entry<String, String> setting : asked.entrySet()) {
      if (!isFormat(setting.getKey())) {
        set(setting.getKey(), setting.getValue());
      }
    }
    startValues.clear();
    startValues.putAll(values);
  }

  /** Returns the value, or null if there is no such setting. */
  @Nullable String get(String name) {
    return values.get(name);
  }

  /** All names and values, by name. */
  Map<String, String> all() {
    return values;
  }

  /** Returns the name as {@link #REPORTED} spells it, or null if changes of it are not reported. */
  static @Nullable String reportedName(String name) {
    for (String reported : REPORTED) {
      if (reported.equalsIgnoreCase(name)) {
        return reported;
      }
    }
    return null;
  }

  /**
   * Changes a setting.
   *
   * @throws PostgresException if the value is not allowed, or a limit is reached
   */
  void set(String name, String value) throws PostgresException {
    if (name.isEmpty()
        || name.length() > SessionLimits.MAX_SETTING_CHARS
        || value.length() > SessionLimits.MAX_SETTING_CHARS) {
      throw PostgresException.error(
          PostgresError.INVALID_VALUE,
          "a setting's name and value may have up to "
              + SessionLimits.MAX_SETTING_CHARS
              + " characters");
    }
    boolean full = values.size() >= startValues.size() + SessionLimits.MAX_EXTRA_SETTINGS;
    if (full && !values.containsKey(name)) {
      throw PostgresException.error(
          PostgresError.LIMIT_EXCEEDED,
          "a session keeps up to "
              + SessionLimits.MAX_EXTRA_SETTINGS
              + " settings that this server does not know");
    }
    String accepted = accepted(name.toLowerCase(Locale.ROOT), value);
    values.put(name, accepted);
  }

  /** Sets the value back to what it was at login. */
  void reset(String name) throws PostgresException {
    String value = startValues.get(name);
    if (value != null) {
      values.put(name, value);
    } else if (values.remove(name) == null) {
      throw unknown(name);
    }
  }

  void resetAll() {
    values.clear();
    values.putAll(startValues);
  }

  /** Whether the client asks for a time zone in which results will not be shown. */
  static boolean isOtherZone(String name, String value) {
    return name.equalsIgnoreCase("TimeZone")
        && !value.matches("(?i)(etc/)?(utc|uct|gmt|zulu|universal)|z|[+-]?0|default|local");
  }

  /** Returns the time that a statement may take: the session's, unless the server's is shorter. */
  Duration statementTimeout(Duration most) {
    Duration own = duration(String.valueOf(values.get("statement_timeout")));
    boolean shorter = own != null && !own.isZero() && own.compareTo(most) < 0;
    return shorter && own != null ? own : most;
  }

  static PostgresException unknown(String name) {
    return new PostgresException(
        PostgresError.error(
                PostgresError.UNDEFINED_OBJECT,
                "unrecognized configuration parameter \"" + name + "\"")
            .withHint("SHOW ALL lists the parameters, SHOW TABLES the tables."));
  }

  private static boolean isFormat(String name) {
    return name.equalsIgnoreCase("TimeZone")
        || name.equalsIgnoreCase("DateStyle")
        || name.equalsIgnoreCase("IntervalStyle");
  }

  /** Returns the value as it is kept. */
  private String accepted(String name, String value) throws PostgresException {
    return switch (name) {
      case "client_encoding" -> encoding(value);
      case "datestyle" -> only(name, value, "(?i)iso\\b.*", "ISO, MDY");
      case "intervalstyle" -> only(name, value, "(?i)postgres", "postgres");
      case "standard_conforming_strings" -> only(name, value, "(?i)on|true|yes|1", "on");
      case "timezone" -> "UTC";
      case "statement_timeout" -> {
        if (duration(value) == null) {
          throw invalid(name, value, "a number of milliseconds, or one with us, ms, s, min, h, d");
        }
        yield value;
      }
      case "in_hot_standby",
          "integer_datetimes",
          "is_superuser",
          "lc_collate",
          "lc_ctype",
          "max_identifier_length",
          "server_encoding",
          "server_version",
          "server_version_num" ->
          throw PostgresException.error(
              PostgresError.CANT_CHANGE, "parameter \"" + name + "\" cannot be changed");
      case "role" -> only(name, value, "(?i)none|default", "none");
      case "session_authorization" -> {
        String user = String.valueOf(values.get(name));
        yield only(name, value, "(?i)default|\\Q" + user.replace("\\E", "") + "\\E", user);
      }
      default -> value;
    };
  }

  private static String encoding(String value) throws PostgresException {
    String plain = value.replace("'", "").strip();
    if (plain.equalsIgnoreCase("SQL_ASCII")) {
      return "SQL_ASCII";
    }
    return only("client_encoding", plain, "(?i)utf-?8|unicode|default", "UTF8");
  }

  private static String only(String name, String value, String pattern, String kept)
      throws PostgresException {
    if (!value.strip().matches(pattern)) {
      throw invalid(name, value, kept);
    }
    return kept;
  }

  private static PostgresException invalid(String name, String value, String possible) {
    return PostgresException.error(
        PostgresError.INVALID_VALUE,
        "invalid value for parameter \""
            + name
            + "\": \""
            + value
            + "\"; this server takes "
            + possible);
  }

  private static @Nullable Duration duration(String value) {
    Matcher matcher = DURATION.matcher(value.strip());
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    return switch (unit == null ? "ms" : unit) {
      case "us" -> Duration.ofNanos(count * 1_000);
      case "s" -> Duration.ofSeconds(count);
      case "min" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofMillis(count);
    };
  }
}
