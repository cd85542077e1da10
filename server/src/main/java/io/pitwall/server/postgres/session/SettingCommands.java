package io.pitwall.server.postgres.session;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultType;
import io.pitwall.server.postgres.wire.BackendMessages;
import io.pitwall.server.postgres.wire.DataRows;
import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import io.pitwall.server.postgres.wire.TransactionStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** SET, RESET and SHOW of a session's settings, in the forms that drivers use. */
final class SettingCommands {
  private final Session session;
  private final SessionSettings settings;

  /** How long a value lasts that is set. */
  private enum Scope {
    SESSION,
    /** Until the transaction block ends. */
    BLOCK
  }

  SettingCommands(Session session) {
    this.session = session;
    this.settings = session.settings();
  }

  /** Answers SET; returns true, since every SET is the session's. */
  boolean set(SqlWords words, ByteBuf out) throws PostgresException {
    if (words.matches(1, "SESSION", "CHARACTERISTICS", "AS", "TRANSACTION")) {
      setModes(words, 5, "default_transaction_", Scope.SESSION, out);
    } else if (words.matches(1, "TRANSACTION")) {
      setModes(words, 2, "transaction_", Scope.BLOCK, out);
    } else if (words.matches(1, "SESSION", "AUTHORIZATION")) {
      change("session_authorization", words.get(3), Scope.SESSION, out);
    } else if (words.matches(1, "LOCAL")) {
      setOne(words, 2, Scope.BLOCK, out);
    } else {
      setOne(words, words.matches(1, "SESSION") ? 2 : 1, Scope.SESSION, out);
    }
    return true;
  }

  private void setOne(SqlWords words, int at, Scope scope, ByteBuf out) throws PostgresException {
    if (words.matches(at, "TIME", "ZONE")) {
      int value = words.matches(at + 2, "INTERVAL") ? at + 3 : at + 2;
      change("TimeZone", words.get(value), scope, out);
    } else if (words.matches(at, "NAMES")) {
      change("client_encoding", words.size() > at + 1 ? words.get(at + 1) : "UTF8", scope, out);
    } else if (words.matches(at, "ROLE")) {
      change("role", words.get(at + 1), scope, out);
    } else if (words.get(at + 1).equals("=") || words.matches(at + 1, "TO")) {
      assign(words, at, scope, out);
    } else {
      throw syntax("SET takes the form SET name = value or SET name TO value");
    }
  }

  /** Sets the modes of a transaction block that begins, and of no other. */
  void begin(Map<String, String> modes) throws PostgresException {
    for (Map.Entry<String, String> mode : modes.entrySet()) {
      settings.setInBlock("transaction_" + mode.getKey(), mode.getValue());
    }
  }

  /** Takes back what a transaction block has set, or as much of it as was only for the block. */
  void endBlock(boolean committed, ByteBuf out) {
    for (String changed : settings.endBlock(committed)) {
      report(changed, out);
    }
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
    settings.reset(name, inBlock());
    BackendMessages.commandComplete(out, "RESET");
    report(name, out);
    return true;
  }

  /** Sets everything back to its value at login, and reports that to the client. */
  void resetAll(ByteBuf out) {
    settings.resetAll(inBlock());
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
  private void assign(SqlWords words, int nameAt, Scope scope, ByteBuf out)
      throws PostgresException {
    if (words.size() < nameAt + 3) {
      throw syntax("SET " + words.get(nameAt) + " needs a value");
    }
    String name = words.get(nameAt);
    if (words.matches(nameAt + 2, "DEFAULT") && words.size() == nameAt + 3) {
      settings.reset(name, inBlock());
      BackendMessages.commandComplete(out, "SET");
      report(name, out);
      return;
    }
    boolean isPath = name.equalsIgnoreCase("search_path");
    StringBuilder value = new StringBuilder();
    for (int i = nameAt + 2; i < words.size(); i++) {
      boolean isComma = words.isPlain(i) && words.get(i).equals(",");
      if (isComma && i > nameAt + 2) {
        value.append(", ");
      } else {
        value.append(isPath ? pathName(words, i) : words.get(i));
      }
    }
    change(name, value.toString(), scope, out);
  }

  /**
   * A name of the search path, in lower case if it has no quotes, and with quotes if it needs some.
   */
  private static String pathName(SqlWords words, int at) {
    String name = words.get(at);
    return SearchPath.quoted(words.isPlain(at) ? name.toLowerCase(Locale.ROOT) : name);
  }

  private void setModes(SqlWords words, int from, String prefix, Scope scope, ByteBuf out)
      throws PostgresException {
    for (Map.Entry<String, String> mode : TransactionModes.read(words, from).entrySet()) {
      put(prefix + mode.getKey(), mode.getValue(), scope, out);
    }
    BackendMessages.commandComplete(out, "SET");
    report("default_transaction_read_only", out);
  }

  private void change(String name, String value, Scope scope, ByteBuf out)
      throws PostgresException {
    put(name, value, scope, out);
    BackendMessages.commandComplete(out, "SET");
    report(name, out);
  }

  private void put(String name, String value, Scope scope, ByteBuf out) throws PostgresException {
    switch (scope) {
      case SESSION -> settings.set(name, value, inBlock());
      case BLOCK -> {
        if (inBlock()) {
          settings.setInBlock(name, value);
        } else {
          BackendMessages.error(
              out,
              PostgresError.warning(
                  PostgresError.NO_ACTIVE_TRANSACTION,
                  "a setting of a transaction can only be set in a transaction block"));
        }
      }
    }
  }

  private boolean inBlock() {
    return session.status() != TransactionStatus.IDLE;
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
