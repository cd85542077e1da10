package io.pitwall.query.statement;

import java.io.StringReader;
import java.util.ArrayDeque;
import org.apache.calcite.sql.parser.babel.SimpleCharStream;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplTokenManager;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * Calcite's Babel lexer, adjusted to the words of time series as people write them.
 *
 * <p>{@code time}, {@code date}, {@code timestamp} and {@code interval} are names unless the tokens
 * around them make them a type or a literal; {@code first(} and {@code last(} are names of
 * functions; {@code INTERVAL '10 seconds'} becomes an interval of SECOND whose text is read later.
 * Semicolons at the end are left out. Tokens keep their positions, so that errors point to the
 * right place. Owned by one statement.
 */
final class StatementLexer extends SqlBabelParserImplTokenManager {
  private final ArrayDeque<Token> ahead = new ArrayDeque<>();

  /** For each open parenthesis, whether it belongs to CAST. */
  private final ArrayDeque<Boolean> openParentheses = new ArrayDeque<>();

  private int previous = EOF;

  private StatementLexer(SimpleCharStream stream) {
    super(stream);
  }

  /** Lexes a text in which names may be in double quotes and comments may be nested. */
  static StatementLexer of(String sql) {
    StatementLexer tokens =
        new StatementLexer(new Characters(QuotedSpans.withoutNestedComments(sql)));
    tokens.SwitchTo(SqlBabelParserImplConstants.DQID);
    return tokens;
  }

  @Override
  public Token getNextToken() {
    Token token = translated(take());
    previous = token.kind;
    return token;
  }

  private Token translated(Token token) {
    switch (token.kind) {
      case LPAREN ->
          openParentheses.push(previous == CAST || previous == TRY_CAST || previous == SAFE_CAST);
      case RPAREN -> openParentheses.poll();
      case TIME, DATE, TIMESTAMP -> {
        if (isName(token.kind)) {
          token.kind = IDENTIFIER;
        }
      }
      case FIRST, LAST -> {
        if (peek(0).kind == LPAREN && previous != FETCH) {
          token.kind = IDENTIFIER;
        }
      }
      case INTERVAL -> interval(token);
      case SEMICOLON -> {
        Token last = token;
        while (last.kind == SEMICOLON) {
          last = take();
        }
        if (last.kind == EOF) {
          return last;
        }
        putBack(last);
      }
      default -> {}
    }
    return token;
  }

  private boolean isName(int kind) {
    int next = peek(0).kind;
    if (isTypeExpected() || next == QUOTED_STRING || next == LPAREN) {
      return false;
    }
    if (kind == TIME && next == ZONE) {
      return false;
    }
    boolean zoneFollows =
        (next == WITH || next == WITHOUT) && peek(1).kind == TIME && peek(2).kind == ZONE;
    return !zoneFollows;
  }

  private boolean isTypeExpected() {
    if (previous == INFIX_CAST) {
      return true;
    }
    return previous == AS && Boolean.TRUE.equals(openParentheses.peek());
  }

  private void interval(Token token) {
    int next = peek(0).kind;
    if (next != QUOTED_STRING) {
      boolean signed = (next == PLUS || next == MINUS) && peek(1).kind == QUOTED_STRING;
      if (!signed && !isTypeExpected()) {
        token.kind = IDENTIFIER;
      }
      return;
    }
    Token text = peek(0);
    boolean hasUnit = text.image.chars().anyMatch(Character::isLetter);
    if (hasUnit || !TokenKinds.isUnit(peek(1).kind)) {
      take();
      putBack(TokenKinds.at(text, SECOND, "SECOND"));
      putBack(text);
    }
  }

  private Token take() {
    Token token = ahead.poll();
    return token == null ? super.getNextToken() : token;
  }

  private void putBack(Token token) {
    ahead.addFirst(token);
  }

  private Token peek(int distance) {
    while (ahead.size() <= distance) {
      ahead.addLast(super.getNextToken());
    }
    int index = 0;
    for (Token token : ahead) {
      if (index == distance) {
        return token;
      }
      index++;
    }
    throw new IllegalStateException("no token " + distance + " ahead");
  }

  /** Counts a tab as one column, as all positions in this package do. */
  private static final class Characters extends SimpleCharStream {
    Characters(String sql) {
      super(new StringReader(sql), 1, 1);
      setTabSize(1);
    }
  }
}
