package io.pitwall.server.postgres.session;

import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The modes of a transaction, after BEGIN or SET TRANSACTION: {@code ISOLATION LEVEL READ
 * COMMITTED}, {@code READ ONLY}, {@code READ WRITE}, {@code NOT DEFERRABLE}, with or without
 * commas.
 */
final class TransactionModes {
  private TransactionModes() {}

  /**
   * Reads modes up to the end.
   *
   * @param from the index of the first word
   * @return the settings to set, without their prefix {@code transaction_}, in order
   * @throws PostgresException if something else is written, or this server does not isolate so
   */
  static Map<String, String> read(SqlWords words, int from) throws PostgresException {
    Map<String, String> modes = new LinkedHashMap<>();
    int at = from;
    while (at < words.size()) {
      if (at > from && words.get(at).equals(",")) {
        at++;
      }
      if (words.matches(at, "ISOLATION", "LEVEL")) {
        int length = words.matches(at + 2, "SERIALIZABLE") ? 1 : 2;
        modes.put("isolation", level(words, at + 2, length));
        at += 2 + length;
      } else if (words.matches(at, "READ", "ONLY") || words.matches(at, "READ", "WRITE")) {
        modes.put("read_only", words.matches(at + 1, "ONLY") ? "on" : "off");
        at += 2;
      } else if (words.matches(at, "NOT", "DEFERRABLE")) {
        modes.put("deferrable", "off");
        at += 2;
      } else if (words.matches(at, "DEFERRABLE")) {
        modes.put("deferrable", "on");
        at++;
      } else {
        throw PostgresException.error(
            PostgresError.SYNTAX,
            "syntax error at \""
                + words.get(at)
                + "\"; expected ISOLATION LEVEL, READ ONLY, READ WRITE or DEFERRABLE");
      }
    }
    return modes;
  }

  private static String level(SqlWords words, int at, int length) throws PostgresException {
    String level = words.keyword(at) + (length == 1 ? "" : ' ' + words.keyword(at + 1));
    return switch (level) {
      case "READ COMMITTED", "READ UNCOMMITTED" -> level.toLowerCase(Locale.ROOT);
      case "REPEATABLE READ", "SERIALIZABLE" ->
          throw new PostgresException(
              PostgresError.error(
                      PostgresError.NOT_SUPPORTED,
                      "ISOLATION LEVEL "
                          + level
                          + " is not supported: each statement sees the rows of its own start, also"
                          + " in a transaction block")
                  .withHint("Use READ COMMITTED, and one statement for what must agree."));
      default ->
          throw PostgresException.error(
              PostgresError.SYNTAX, "\"" + level.strip() + "\" is not an isolation level");
    };
  }
}
