package io.pitwall.query.statement;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.*;

import io.pitwall.query.result.QueryException;
import io.pitwall.storage.limit.Limit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.apache.calcite.sql.parser.babel.Token;
import org.apache.calcite.sql.parser.babel.TokenMgrError;

/** Counts a statement's tokens against {@link SqlLimits}, in linear time and without recursion. */
public final class Complexity {
  private final SqlLimits limits;
  private final ArrayDeque<Integer> commas = new ArrayDeque<>();
  private int tokens;
  private int operators;

  private Complexity(SqlLimits limits) {
    this.limits = limits;
    commas.push(0);
  }

  /**
   * Checks the length of the text before lexing it, then its tokens. Ends without an error at text
   * that can't be lexed: the parser reports it with its position.
   *
   * @throws QueryException of kind TOO_COMPLEX, at the token that is over the limit
   */
  public static void check(SqlStatement statement, SqlLimits limits) throws QueryException {
    String sql = statement.text();
    boolean isLong = sql.length() > limits.maxSqlBytes();
    if (isLong || sql.getBytes(StandardCharsets.UTF_8).length > limits.maxSqlBytes()) {
      throw new QueryException(
          QueryException.Kind.TOO_COMPLEX,
          "the statement is longer than "
              + StatementLimits.MAX_SQL_BYTES.limitName()
              + " = "
              + limits.maxSqlBytes());
    }
    new Complexity(limits).count(statement);
  }

  private void count(SqlStatement statement) throws QueryException {
    try {
      for (int i = 0; statement.token(i).kind != EOF; i++) {
        count(statement.token(i));
      }
    } catch (TokenMgrError leftForTheParser) {
      return;
    }
  }

  private void count(Token token) throws QueryException {
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

  private static void check(Limit limit, int value, int max, Token at) throws QueryException {
    if (value > max) {
      throw new QueryException(
          QueryException.Kind.TOO_COMPLEX,
          "the statement is too complex: more than " + limit.limitName() + " = " + max,
          at.beginLine,
          at.beginColumn,
          null);
    }
  }
}
