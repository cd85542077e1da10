package io.pitwall.server.postgres.session;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultType;
import io.pitwall.server.postgres.wire.BackendMessages;
import io.pitwall.server.postgres.wire.DataRows;
import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** SET, RESET and SHOW of a session's settings, in the forms that drivers use. */
final class SettingCommands {
  private final SessionSettings settings;

  SettingCommands(SessionSettings settings) {
    this.settings = settings;
  }

  /** Answers SET; returns true, since every SET is the session's. */
  boolean set(SqlWords words, ByteBuf out) throws PostgresException {
    int at = 1;
    if (words.matches(1, "SESSION", "CHARACTERISTICS", "AS", "TRANSACTION")) {
      setTransaction(words, 5, "default_transaction_", out);
      return true;
    }
    if (words.matches(1, "TRANSACTION")) {
      setTransaction(words, 2, "transaction_", out);
      return true;
    }
    if (words.matches(1, "SESSION", "AUTHORIZATION")) {
      change("session_authorization", words.get(3), out);
      return true;
    }
    if (words.matches(1, "SESSION") || words.matches(1, "LOCAL")) {
      at = 2;
    }
    if (words.matches(at, "TIME", "ZONE")) {
      change("TimeZone", words.matches(at + 2, "INTERVAL") ? "interval" : words.get(at + 2), out);
    } else if (words.matches(at, "NAMES")) {
      change("client_encoding", words.size() > at + 1 ? words.get(at + 1) : "UTF8", out);
    } else if (words.matches(at, "ROLE")) {
      change("role", words.get(at + 1), out);
    } else if (words.get(at + 1).equals("=") || words.matches(at + 1, "TO")) {
      assign(words, at, out);
    } else {
      throw syntax("SET takes the form SET name = value or SET name TO value");
    }
    return true;
  }

  /** Answers RESET; returns true, since every RESET is the session's. */
  boolean reset(SqlWords words, ByteBuf out) throws PostgresException {
    if (words.are("RESET", "ALL")) {
      BackendMessages.commandComplete(out, "RESET");
      resetAll(out);
      return true;
    }
    if (words.size() < 2) {
      throw syntax("RESET takes the name of a setting, or ALL");
    }
    String name = shownName(words);
    settings.reset(name);
    BackendMessages.commandComplete(out, "RESET");
    report(name, out);
    return true;
  }

  /** Sets everything back to its value at login, and reports that to the client. */
  void resetAll(ByteBuf out) {
    settings.resetAll();
    for (String name : SessionSettings.REPORTED) {
      report(name, out);
    }
  }

  /** Answers SHOW of a setting; returns true, since settings are the session's. */
  boolean show(SqlWords words, ByteBuf out) throws PostgresException {
    if (words.size() < 2) {
      throw syntax("SHOW takes the name of a setting, ALL, TABLES or DATABASES");
    }
    if (words.are("SHOW", "ALL")) {
      showAll(out);
    } else {
      String name = shownName(words);
      String value = settings.get(name);
      if (value == null) {
        throw SessionSettings.unknown(name);
      }
      String known = SessionSettings.reportedName(name);
      DataRows.writeDescription(
          out, columns(known == null ? name.toLowerCase(Locale.ROOT) : known));
      DataRows.writeTextRow(out, List.of(value));
    }
    BackendMessages.commandComplete(out, "SHOW");
    return true;
  }

  private void showAll(ByteBuf out) {
    DataRows.writeDescription(out, columns("name", "setting", "description"));
    for (Map.Entry<String, String> setting : settings.all().entrySet()) {
      DataRows.writeTextRow(out, List.of(setting.getKey(), setting.getValue(), ""));
    }
  }

  private static List<ResultColumn> columns(String... names) {
    return Arrays.stream(names).map(name -> new ResultColumn(name, ResultType.STRING)).toList();
  }

  private static String shownName(SqlWords words) {
    if (words.matches(1, "TIME", "ZONE")) {
      return "TimeZone";
    }
    if (words.matches(1, "TRANSACTION", "ISOLATION", "LEVEL")) {
      return "transaction_isolation";
    }
    if (words.matches(1, "SESSION", "AUTHORIZATION")) {
      return "session_authorization";
    }
    return words.get(1);
  }

  /** Answers {@code SET name = value, value …}. */
  private void assign(SqlWords words, int nameAt, ByteBuf out) throws PostgresException {
    if (words.size() < nameAt + 3) {
      throw syntax("SET " + words.get(nameAt) + " needs a value");
    }
    StringBuilder value = new StringBuilder();
    for (int i = nameAt + 2; i < words.size(); i++) {
      String word = words.get(i);
      value.append(word.equals(",") && i > nameAt + 2 ? ", " : word);
    }
    if (words.matches(nameAt + 2, "DEFAULT") && words.size() == nameAt + 3) {
      settings.reset(words.get(nameAt));
      BackendMessages.commandComplete(out, "SET");
      report(words.get(nameAt), out);
    } else {
      change(words.get(nameAt), value.toString(), out);
    }
  }

  /**
   * Answers {@code SET TRANSACTION ISOLATION LEVEL …}, {@code READ ONLY}, {@code READ WRITE}, with
   * or without commas.
   */
  private void setTransaction(SqlWords words, int from, String prefix, ByteBuf out)
      throws PostgresException {
    for (int i = from; i < words.size(); i++) {
      if (words.matches(i, "LEVEL")) {
        String level = words.keyword(i + 1);
        boolean two = level.equals("READ") || level.equals("REPEATABLE");
        String name = two ? level + ' ' + words.keyword(i + 2) : level;
        settings.set(prefix + "isolation", name.toLowerCase(Locale.ROOT));
        settings.set("transaction_isolation", name.toLowerCase(Locale.ROOT));
        i += two ? 2 : 1;
      } else if (words.matches(i, "READ", "ONLY") || words.matches(i, "READ", "WRITE")) {
        settings.set(prefix + "read_only", words.matches(i + 1, "ONLY") ? "on" : "off");
        i++;
      }
    }
    BackendMessages.commandComplete(out, "SET");
    report("default_transaction_read_only", out);
  }

  private void change(String name, String value, ByteBuf out) throws PostgresException {
    settings.set(name, value);
    if (SessionSettings.isOtherZone(name, value)) {
      BackendMessages.error(
          out,
          PostgresError.warning(
              PostgresError.WARNING,
              "times are shown in UTC, TimeZone \"" + value + "\" changes nothing"));
    }
    BackendMessages.commandComplete(out, "SET");
    report(name, out);
  }

  private void report(String name, ByteBuf out) {
    String reported = SessionSettings.reportedName(name);
    if (reported != null) {
      BackendMessages.parameterStatus(out, reported, String.valueOf(settings.get(reported)));
    }
  }

  private static PostgresException syntax(String message) {
    return PostgresException.error(PostgresError.SYNTAX, message);
  }
}
