package io.pitwall.query.statement;

import io.pitwall.query.result.QueryException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;
import org.apache.calcite.sql.parser.babel.Token;
import org.apache.calcite.sql.parser.babel.TokenMgrError;

/**
 * A word or sign of a statement, for statements that need no grammar.
 *
 * @param text as written; a quoted name without its quotes
 * @param isQuoted whether it is a name in double quotes
 * @param line from 1
 * @param column from 1
 */
public record SqlWord(String text, boolean isQuoted, int line, int column) {
  /** Whether it is this keyword, in any case. */
  public boolean is(String keyword) {
    return !isQuoted && text.equalsIgnoreCase(keyword);
  }

  /**
   * The first words of a statement, without comments and the last semicolon.
   *
   * @param atMost how many to read
   * @throws QueryException of kind SYNTAX, if a quote is not closed
   */
  public static List<SqlWord> of(String sql, int atMost) throws QueryException {
    List<SqlWord> words = new ArrayList<>();
    try {
      PitwallTokenManager tokens = PitwallTokenManager.of(sql);
      Token token = tokens.getNextToken();
      while (token.kind != SqlBabelParserImplConstants.EOF && words.size() < atMost) {
        words.add(of(token));
        token = tokens.getNextToken();
      }
      return words;
    } catch (TokenMgrError e) {
      throw new QueryException(
          QueryException.Kind.SYNTAX, "syntax error: " + e.getMessage(), 0, 0, e);
    }
  }

  private static SqlWord of(Token token) {
    String image = token.image;
    boolean isQuoted = token.kind == SqlBabelParserImplConstants.QUOTED_IDENTIFIER;
    if (isQuoted) {
      image = image.substring(1, image.length() - 1).replace("\"\"", "\"");
    }
    return new SqlWord(image, isQuoted, token.beginLine, token.beginColumn);
  }
}
