package io.pitwall.server.postgres.session;

import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one session: those of PostgreSQL that {@link KnownSetting} lists, and the
 * session's own, whose names have a point. What a transaction block sets is taken back if the block
 * does not commit, and what it sets for itself only when it ends. Owned by the thread that runs the
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

  /** The settings that a client may ask for at login in vain: it is told the value they have. */
  private static final Set<String> FORMATS = Set.of("TimeZone", "DateStyle", "IntervalStyle");

  private static final Pattern OWN_NAME =
      Pattern.compile("[\\p{L}_][\\p{L}\\d_$]*(\\.[\\p{L}_][\\p{L}\\d_$]*)+");

  private final SessionLogin login;
  private final List<PostgresError> loginNotices = new ArrayList<>();
  private SortedMap<String, String> values = newMap();
  private final SortedMap<String, String> startValues = newMap();

  /** What holds if the transaction block rolls back; null outside of one or if it set nothing. */
  private @Nullable SortedMap<String, String> beforeBlock;

  /** What holds if the transaction block commits; null as before. */
  private @Nullable SortedMap<String, String> afterBlock;

  /**
   * @param login whose settings are those that RESET ALL returns to. TimeZone, DateStyle and
   *     IntervalStyle keep their values whatever is asked for, so that no client is kept out by
   *     where it is; it gets the values reported, and a notice.
   * @throws PostgresException if a setting does not exist or can't have the value asked for
   */
  SessionSettings(SessionLogin login) throws PostgresException {
    this.login = login;
    KnownSetting.table().values().forEach(known -> values.put(known.name(), known.start()));
    values.put("session_authorization", login.principal().user());
    for (Map.Entry<String, String> asked : login.askedSettings().entrySet()) {
      takeAtLogin(asked.getKey(), asked.getValue());
    }
    startValues.putAll(values);
  }

  private static SortedMap<String, String> newMap() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }

  private void takeAtLogin(String name, String value) throws PostgresException {
    try {
      values.put(spelled(name), accepted(name, value));
    } catch (PostgresException e) {
      KnownSetting known = KnownSetting.find(name);
      if (known == null || !FORMATS.contains(known.name())) {
        throw e;
      }
      loginNotices.add(
          PostgresError.warning(PostgresError.WARNING, e.error().message())
              .withHint(e.error().hint()));
    }
  }

  /** What the client is told at login about settings that it asked for in vain. */
  List<PostgresError> loginNotices() {
    return loginNotices;
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
   * Changes a setting for the rest of the session; if a transaction block is open, as soon as it
   * commits, and within it at once.
   *
   * @param inBlock whether a transaction block is open
   * @throws PostgresException if the setting does not exist or can't have the value, or a limit is
   *     reached
   */
  void set(String name, String value, boolean inBlock) throws PostgresException {
    String kept = accepted(name, value);
    remember(inBlock);
    values.put(spelled(name), kept);
    if (afterBlock != null) {
      afterBlock.put(spelled(name), kept);
    }
  }

  /**
   * Changes a setting until the transaction block ends, which is open.
   *
   * @throws PostgresException as {@link #set} does
   */
  void setInBlock(String name, String value) throws PostgresException {
    String kept = accepted(name, value);
    remember(true);
    values.put(spelled(name), kept);
  }

  /** The name as PostgreSQL spells it, and that of an own setting as the client does. */
  private static String spelled(String name) {
    KnownSetting known = KnownSetting.find(name);
    return known == null ? name : known.name();
  }

  private void remember(boolean inBlock) {
    if (inBlock && beforeBlock == null) {
      beforeBlock = new TreeMap<>(values);
      afterBlock = new TreeMap<>(values);
    }
  }

  private String accepted(String name, String value) throws PostgresException {
    int most = SessionLimits.MAX_PG_SETTING_CHARS.defaultInt();
    if (name.length() > most || value.length() > most) {
      throw PostgresException.error(
          PostgresError.LIMIT_EXCEEDED,
          "a setting's name and value may have up to "
              + most
              + " characters "
              + SessionLimits.MAX_PG_SETTING_CHARS.clause());
    }
    KnownSetting known = KnownSetting.find(name);
    if (known != null) {
      return known.accepted(value, login);
    }
    requireOwn(name);
    return value;
  }

  private void requireOwn(String name) throws PostgresException {
    if (name.indexOf('.') < 0) {
      throw unknown(name);
    }
    if (!OWN_NAME.matcher(name).matches()) {
      throw PostgresException.error(
          PostgresError.INVALID_NAME, "invalid configuration parameter name \"" + name + "\"");
    }
    int most = SessionLimits.MAX_PG_OWN_SETTINGS.defaultInt();
    if (!values.containsKey(name) && values.size() - KnownSetting.table().size() >= most) {
      throw PostgresException.error(
          PostgresError.LIMIT_EXCEEDED,
          "a session keeps up to "
              + most
              + " settings of its own "
              + SessionLimits.MAX_PG_OWN_SETTINGS.clause());
    }
  }

  /**
   * Sets the value back to what it was at login, as {@link #set} sets one.
   *
   * @throws PostgresException if there is no such setting
   */
  void reset(String name, boolean inBlock) throws PostgresException {
    if (!values.containsKey(name)) {
      throw unknown(name);
    }
    remember(inBlock);
    reset(name, values);
    if (afterBlock != null) {
      reset(name, afterBlock);
    }
  }

  private void reset(String name, SortedMap<String, String> changed) {
    String start = startValues.get(name);
    if (start == null) {
      changed.remove(name);
    } else {
      changed.put(spelled(name), start);
    }
  }

  /** Sets all values back to those at login, as {@link #set} sets one. */
  void resetAll(boolean inBlock) {
    remember(inBlock);
    values.clear();
    values.putAll(startValues);
    if (afterBlock != null) {
      afterBlock.clear();
      afterBlock.putAll(startValues);
    }
  }

  /**
   * Ends a transaction block, if one is open.
   *
   * @param committed whether what it has set stays
   * @return the reported settings that have changed
   */
  Set<String> endBlock(boolean committed) {
    SortedMap<String, String> next = committed ? afterBlock : beforeBlock;
    if (next == null) {
      return Set.of();
    }
    Set<String> changed = new TreeSet<>();
    for (String name : REPORTED) {
      if (!String.valueOf(next.get(name)).equals(values.get(name))) {
        changed.add(name);
      }
    }
    values = next;
    beforeBlock = null;
    afterBlock = null;
    return changed;
  }

  /** Returns the session's time for one statement; {@link Duration#ZERO} for none. */
  Duration statementTimeout() {
    Duration own = SettingDuration.parse(String.valueOf(values.get("statement_timeout")));
    return own == null ? Duration.ZERO : own;
  }

  static PostgresException unknown(String name) {
    return new PostgresException(
        PostgresError.error(
                PostgresError.UNDEFINED_OBJECT,
                "unrecognized configuration parameter \"" + name + "\"")
            .withHint(
                "SHOW ALL lists the parameters, SHOW TABLES the tables; a parameter of your own has"
                    + " a point in its name."));
  }
}
