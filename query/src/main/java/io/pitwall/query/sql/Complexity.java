package io.pitwall.query.sql;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.*;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.PitwallTokenManager;
import io.pitwall.query.statement.SqlLimits;
import io.pitwall.query.statement.StatementLimits;
import io.pitwall.storage.options.Limit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.Token;
import org.apache.calcite.sql.parser.babel.TokenMgrError;

/** Counts a text's tokens against {@link SqlLimits}; linear, and never recursing. */
final class Complexity {
  private final SqlLimits limits;
  private final ArrayDeque<Integer> commas = new ArrayDeque<>();
  private int tokens;
  private int operators;

  private Complexity(SqlLimits limits) {
    this.limits = limits;
    commas.push(0);
  }

  /**
   * @throws SqlFault of kind TOO_COMPLEX, at the token that is too much
   */
  static void check(String sql, SqlLimits limits) {
    boolean isLong = sql.length() > limits.maxSqlBytes();
    if (isLong || sql.getBytes(StandardCharsets.UTF_8).length > limits.maxSqlBytes()) {
      throw new SqlFault(
          QueryException.Kind.TOO_COMPLEX,
          "the statement is longer than "
              + StatementLimits.MAX_SQL_BYTES.limitName()
              + " = "
              + limits.maxSqlBytes(),
          SqlParserPos.ZERO);
    }
    new Complexity(limits).count(PitwallTokenManager.of(sql));
  }

  private void count(PitwallTokenManager manager) {
    try {
      Token token = manager.getNextToken();
      while (token.kind != EOF) {
        count(token);
        token = manager.getNextToken();
      }
    } catch (TokenMgrError e) {
      // The parser meets the same character and says where it is.
      return;
    }
  }

  private void count(Token token) {
    tokens++;
    check(StatementLimits.MAX_SQL_TOKENS, tokens, limits.maxTokens(), token);
    switch (token.kind) {
      case LPAREN, LBRACKET, CASE -> {
        commas.push(0);
        check(StatementLimits.MAX_SQL_NESTING, commas.size() - 1, limits.maxNesting(), token);
      }
      case RPAREN, RBRACKET, END -> {
        if (commas.size() > 1) {
          commas.pop();
        }
      }
      case COMMA -> {
        int items = commas.pop() + 1;
        commas.push(items);
        check(StatementLimits.MAX_SQL_LIST_ITEMS, items + 1, limits.maxListItems(), token);
      }
      case AND, OR, NOT, PLUS, MINUS, STAR, SLASH, PERCENT_REMAINDER, CONCAT, INFIX_CAST, UNION -> {
        operators++;
        check(StatementLimits.MAX_SQL_OPERATORS, operators, limits.maxOperators(), token);
      }
      default -> {}
    }
  }

  private static void check(Limit limit, int value, int max, Token at) {
    if (value > max) {
      throw new SqlFault(
          QueryException.Kind.TOO_COMPLEX,
          "the statement is too complex: more than " + limit.limitName() + " = " + max,
          new SqlParserPos(at.beginLine, at.beginColumn));
    }
  }
}
