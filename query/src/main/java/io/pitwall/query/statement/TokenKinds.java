package io.pitwall.query.statement;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.*;

import org.apache.calcite.sql.parser.babel.Token;

/** Kinds of tokens, as far as the steps before the parser tell them apart. */
final class TokenKinds {
  private TokenKinds() {}

  /** A token of another kind at the place of a token. */
  static Token at(Token place, int kind, String image) {
    Token token = Token.newToken(kind);
    token.kind = kind;
    token.image = image;
    token.beginLine = place.beginLine;
    token.beginColumn = place.beginColumn;
    token.endLine = place.endLine;
    token.endColumn = place.endColumn;
    return token;
  }

  /** The same token, to be linked to others. */
  static Token copy(Token token) {
    return at(token, token.kind, token.image);
  }

  /** Whether it is a word that the grammar knows. */
  static boolean isKeyword(Token token) {
    return token.kind != EOF
        && token.kind < UNSIGNED_INTEGER_LITERAL
        && Character.isLetter(token.image.charAt(0));
  }

  static boolean isName(int kind) {
    return kind == IDENTIFIER || kind == QUOTED_IDENTIFIER || kind == UNICODE_QUOTED_IDENTIFIER;
  }

  static boolean isString(int kind) {
    return switch (kind) {
      case BINARY_STRING_LITERAL,
          QUOTED_STRING,
          PREFIXED_STRING_LITERAL,
          UNICODE_STRING_LITERAL,
          C_STYLE_ESCAPED_STRING_LITERAL ->
          true;
      default -> false;
    };
  }

  static boolean isNumber(int kind) {
    return kind == UNSIGNED_INTEGER_LITERAL
        || kind == APPROX_NUMERIC_LITERAL
        || kind == DECIMAL_NUMERIC_LITERAL;
  }

  /** Words that are a value by themselves. */
  static boolean isConstantWord(int kind) {
    return switch (kind) {
      case NULL,
          TRUE,
          FALSE,
          CURRENT_DATE,
          CURRENT_TIME,
          CURRENT_TIMESTAMP,
          LOCALTIME,
          LOCALTIMESTAMP,
          CURRENT_USER,
          CURRENT_ROLE,
          CURRENT_CATALOG,
          CURRENT_SCHEMA,
          SESSION_USER,
          USER ->
          true;
      default -> false;
    };
  }

  /** The words that begin a type of times, which the lexer has told from names. */
  static boolean isTimeType(int kind) {
    return kind == TIME || kind == DATE || kind == TIMESTAMP || kind == INTERVAL;
  }

  /** Units of an interval. */
  static boolean isUnit(int kind) {
    return switch (kind) {
      case YEAR,
          YEARS,
          QUARTER,
          QUARTERS,
          MONTH,
          MONTHS,
          WEEK,
          WEEKS,
          DAY,
          DAYS,
          HOUR,
          HOURS,
          MINUTE,
          MINUTES,
          SECOND,
          SECONDS ->
          true;
      default -> false;
    };
  }
}
