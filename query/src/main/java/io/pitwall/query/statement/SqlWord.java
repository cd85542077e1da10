package io.pitwall.query.statement;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.QUOTED_IDENTIFIER;

import org.apache.calcite.sql.parser.babel.Token;

/**
 * A word or sign of a statement, for statements that need no grammar.
 *
 * @param text as written; a quoted name without its quotes
 * @param isQuoted whether it is a name in double quotes
 * @param line in the statement, from 1
 * @param column in the line, from 1
 */
public record SqlWord(String text, boolean isQuoted, int line, int column) {
  static SqlWord of(Token token) {
    boolean isQuoted = token.kind == QUOTED_IDENTIFIER;
    String text = isQuoted ? unquoted(token.image) : token.image;
    return new SqlWord(text, isQuoted, token.beginLine, token.beginColumn);
  }

  private static String unquoted(String name) {
    return name.substring(1, name.length() - 1).replace("\"\"", "\"");
  }

  /** Whether it is this keyword, in any case. */
  public boolean is(String keyword) {
    return !isQuoted && text.equalsIgnoreCase(keyword);
  }
}
