package io.pitwall.server.postgres.session;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.server.postgres.wire.BackendMessages;
import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import io.pitwall.server.postgres.wire.TransactionStatus;
import java.util.Map;
import java.util.Set;

/**
 * The statements that a session answers itself because they are about it and not about rows:
 * transaction blocks, settings, and what drivers send when they clean up. They change what is
 * reported to the client and the settings, and nothing else.
 */
final class SessionCommands {
  private static final int MAX_WORDS = 64;

  /** Statements of PostgreSQL that would otherwise end in a puzzling syntax error. */
  private static final Set<String> REFUSED =
      Set.of(
          "CALL",
          "CHECKPOINT",
          "CLOSE",
          "COPY",
          "DEALLOCATE",
          "DECLARE",
          "DO",
          "EXECUTE",
          "FETCH",
          "LISTEN",
          "LOAD",
          "LOCK",
          "MOVE",
          "NOTIFY",
          "PREPARE",
          "RELEASE",
          "SAVEPOINT",
          "VACUUM");

  /** The first words of the statements that may be the session's. */
  private static final Set<String> OWN =
      Set.of(
          "BEGIN", "CLOSE", "DEALLOCATE", "DISCARD", "RESET", "SET", "SHOW", "START", "UNLISTEN");

  /** The words after SHOW that the query engine answers. */
  private static final Set<String> STORED = Set.of("TABLES", "DATABASES", "COLUMNS", "SCHEMAS");

  private final Session session;
  private final SettingCommands settings;

  SessionCommands(Session session) {
    this.session = session;
    this.settings = new SettingCommands(session);
  }

  /**
   * Answers the statement if it is the session's.
   *
   * @return false if the statement is for the query engine
   * @throws PostgresException if it can't be done, or nothing can until the block ends
   * @throws QueryException of kind SYNTAX if a statement of the session can't be lexed
   */
  boolean answer(SqlStatement statement, ByteBuf out) throws PostgresException, QueryException {
    String first = firstKeyword(statement);
    if (endsBlock(first)) {
      endBlock(SqlWords.of(statement, MAX_WORDS), out);
      return true;
    }
    if (session.status() == TransactionStatus.FAILED) {
      throw PostgresException.error(
          PostgresError.IN_FAILED_TRANSACTION,
          "current transaction is aborted, commands ignored until end of transaction block");
    }
    if (!OWN.contains(first)) {
      return refuse(first);
    }
    SqlWords words = SqlWords.of(statement, MAX_WORDS);
    return switch (first) {
      case "BEGIN", "START" -> begin(words, out);
      case "SET" -> settings.set(words, out);
      case "RESET" -> settings.reset(words, out);
      case "SHOW" -> !STORED.contains(words.keyword(1)) && settings.show(words, out);
      default -> cleanUp(words, out) || refuse(first);
    };
  }

  /** Empty for a statement that can't be lexed: the engine says where, and counts it. */
  private static String firstKeyword(SqlStatement statement) {
    try {
      return SqlWords.of(statement, 1).keyword(0);
    } catch (QueryException e) {
      return "";
    }
  }

  private boolean begin(SqlWords words, ByteBuf out) throws PostgresException {
    if (words.matches(0, "START") && !words.matches(1, "TRANSACTION")) {
      return false;
    }
    int from = words.matches(1, "TRANSACTION") || words.matches(1, "WORK") ? 2 : 1;
    Map<String, String> modes = TransactionModes.read(words, from);
    if (session.status() != TransactionStatus.IDLE) {
      BackendMessages.error(
          out,
          PostgresError.warning(
              PostgresError.ACTIVE_TRANSACTION, "there is already a transaction in progress"));
    }
    session.setStatus(TransactionStatus.IN_BLOCK);
    settings.begin(modes);
    BackendMessages.commandComplete(out, words.matches(0, "START") ? "START TRANSACTION" : "BEGIN");
    return true;
  }

  private static boolean endsBlock(String first) {
    return switch (first) {
      case "COMMIT", "END", "ROLLBACK", "ABORT" -> true;
      default -> false;
    };
  }

  private void endBlock(SqlWords words, ByteBuf out) throws PostgresException {
    for (int i = 1; i < words.size(); i++) {
      switch (words.keyword(i)) {
        case "WORK", "TRANSACTION", "AND", "NO" -> {}
        case "CHAIN" -> {
          if (!words.keyword(i - 1).equals("NO")) {
            throw unsupported(words.keyword(0) + " AND CHAIN");
          }
        }
        default -> throw unsupported(words.keyword(0) + " " + words.get(i));
      }
    }
    boolean wanted = words.matches(0, "COMMIT") || words.matches(0, "END");
    boolean committed = wanted && session.status() != TransactionStatus.FAILED;
    if (session.status() == TransactionStatus.IDLE) {
      BackendMessages.error(
          out,
          PostgresError.warning(
              PostgresError.NO_ACTIVE_TRANSACTION, "there is no transaction in progress"));
    }
    session.setStatus(TransactionStatus.IDLE);
    BackendMessages.commandComplete(out, committed ? "COMMIT" : "ROLLBACK");
    settings.endBlock(committed, out);
  }

  /** Answers what drivers and pools send before a connection is used again. */
  private boolean cleanUp(SqlWords words, ByteBuf out) {
    String tag;
    if (words.are("DISCARD", "ALL")) {
      settings.resetAll(out);
      tag = "DISCARD ALL";
    } else if (words.matches(0, "DISCARD") && words.size() == 2) {
      tag = "DISCARD " + words.keyword(1);
    } else if (words.are("DEALLOCATE", "ALL") || words.are("DEALLOCATE", "PREPARE", "ALL")) {
      tag = "DEALLOCATE ALL";
    } else if (words.are("CLOSE", "ALL")) {
      tag = "CLOSE CURSOR ALL";
    } else if (words.matches(0, "UNLISTEN")) {
      tag = "UNLISTEN";
    } else {
      return false;
    }
    BackendMessages.commandComplete(out, tag);
    return true;
  }

  private static boolean refuse(String first) throws PostgresException {
    if (REFUSED.contains(first)) {
      throw unsupported(first);
    }
    return false;
  }

  private static PostgresException unsupported(String what) {
    return PostgresException.error(PostgresError.NOT_SUPPORTED, what + " is not supported");
  }
}
