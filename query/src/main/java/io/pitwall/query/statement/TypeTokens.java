package io.pitwall.query.statement;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.*;

import java.util.List;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * Finds the end of a type's name, such as {@code double precision}, {@code pg_catalog.int4}, {@code
 * numeric(10, 2)}, {@code timestamp with time zone}, {@code interval day to second} or {@code
 * text[]}.
 */
final class TypeTokens {
  private final List<Token> tokens;
  private int at;

  private TypeTokens(List<Token> tokens, int at) {
    this.tokens = tokens;
    this.at = at;
  }

  /**
   * @param from the first token of the type
   * @return after its last token; {@code from} if no type begins there
   */
  static int end(List<Token> tokens, int from) {
    TypeTokens type = new TypeTokens(tokens, from);
    type.skip();
    return type.at;
  }

  private void skip() {
    int first = kind(0);
    boolean isWord = TokenKinds.isName(first) || TokenKinds.isKeyword(tokens.get(at));
    if (!isWord) {
      return;
    }
    at++;
    while (kind(0) == DOT && kind(1) != EOF) {
      at += 2;
    }
    if (first == INTERVAL) {
      skipUnits();
    }
    if (kind(0) == PRECISION || kind(0) == VARYING || kind(0) == CHARACTER || kind(0) == CHAR) {
      at++;
      skipIf(VARYING);
    }
    skipParentheses();
    skipZone();
    while (kind(0) == LBRACKET) {
      while (kind(0) != RBRACKET && kind(0) != EOF) {
        at++;
      }
      skipIf(RBRACKET);
    }
  }

  private void skipUnits() {
    if (!TokenKinds.isUnit(kind(0))) {
      return;
    }
    at++;
    if (kind(0) == TO && TokenKinds.isUnit(kind(1))) {
      at += 2;
    }
  }

  private void skipParentheses() {
    if (kind(0) != LPAREN) {
      return;
    }
    while (kind(0) != RPAREN && kind(0) != EOF) {
      at++;
    }
    skipIf(RPAREN);
  }

  private void skipZone() {
    if (kind(0) != WITH && kind(0) != WITHOUT) {
      return;
    }
    int local = kind(1) == LOCAL ? 1 : 0;
    if (kind(1 + local) == TIME && kind(2 + local) == ZONE) {
      at += 3 + local;
    }
  }

  private void skipIf(int kind) {
    if (kind(0) == kind) {
      at++;
    }
  }

  private int kind(int distance) {
    return at + distance < tokens.size() ? tokens.get(at + distance).kind : EOF;
  }
}
