package io.pitwall.query.statement;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.QUOTED_IDENTIFIER;
import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.QUOTED_STRING;

import org.apache.calcite.sql.parser.babel.Token;

/**
 * A word, number, string or sign of a statement, for statements that need no grammar.
 *
 * @param text as written; a quoted name without its quotes
 * @param line in the statement, from 1
 * @param column in the line, from 1
 * @param length as written, with quotes
 */
public record SqlWord(String text, Form form, int line, int column, int length) {
  /** How a word is written. */
  public enum Form {
    PLAIN,
    /** In double quotes. */
    QUOTED_NAME,
    /** In single quotes. */
    STRING
  }

  static SqlWord of(Token token) {
    Form form =
        switch (token.kind) {
          case QUOTED_IDENTIFIER -> Form.QUOTED_NAME;
          case QUOTED_STRING -> Form.STRING;
          default -> Form.PLAIN;
        };
    String text = form == Form.QUOTED_NAME ? unquoted(token.image) : token.image;
    return new SqlWord(text, form, token.beginLine, token.beginColumn, token.image.length());
  }

  private static String unquoted(String quoted) {
    String quote = quoted.substring(0, 1);
    return quoted.substring(1, quoted.length() - 1).replace(quote + quote, quote);
  }

  /** Whether it is this keyword, in any case. */
  public boolean is(String keyword) {
    return form == Form.PLAIN && text.equalsIgnoreCase(keyword);
  }

  /** The text without quotes, also of a string. */
  public String value() {
    return form == Form.STRING ? unquoted(text) : text;
  }

  /** Whether there is nothing between the other word and this one, on one line. */
  public boolean isRightAfter(SqlWord other) {
    return line == other.line && column == other.column + other.length;
  }
}
