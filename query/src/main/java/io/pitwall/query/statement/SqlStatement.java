package io.pitwall.query.statement;

import io.pitwall.query.result.QueryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;
import org.apache.calcite.sql.parser.babel.Token;
import org.apache.calcite.sql.parser.babel.TokenMgrError;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a text, as tokens with positions.
 *
 * <p>The statement is lexed once, as far as anybody asks: a first word, the limits and the parser
 * all read the same tokens. Lines and columns count from 1 within the statement; {@link #position}
 * gives the place in the whole text. Safe for many threads: one that gave up waiting for a plan may
 * ask for places while the planning thread still reads tokens.
 */
public final class SqlStatement {
  private final String whole;
  private final int start;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private @Nullable StatementLexer lexer;
  private @Nullable TokenMgrError failure;
  private int @Nullable [] lineStarts;

  /**
   * @param start of the statement in the whole text, from 0
   * @param end after its last character
   */
  SqlStatement(String whole, int start, int end) {
    this.whole = whole;
    this.start = start;
    this.text = whole.substring(start, end);
  }

  /** A text that is one statement. */
  public static SqlStatement of(String text) {
    return new SqlStatement(text, 0, text.length());
  }

  /**
   * The statements of a text, in order, without their semicolons; none if the text contains only
   * spaces and comments.
   */
  public static List<SqlStatement> split(String text) {
    return split(text, Integer.MAX_VALUE);
  }

  /**
   * The first statements of a text, as {@link #split(String)} returns all of them.
   *
   * @param most further ones are left out, and not looked for
   */
  public static List<SqlStatement> split(String text, int most) {
    return StatementSplitter.split(text, most);
  }

  /** The statement as written. */
  public String text() {
    return text;
  }

  /**
   * A word, number, string or sign of the statement.
   *
   * @param index from 0
   * @return null after the last word
   * @throws QueryException of kind SYNTAX if the text up to the word can't be lexed
   */
  public @Nullable SqlWord word(int index) throws QueryException {
    try {
      Token token = token(index);
      return token.kind == SqlBabelParserImplConstants.EOF ? null : SqlWord.of(token);
    } catch (TokenMgrError e) {
      throw new QueryException(
          QueryException.Kind.SYNTAX, "syntax error: " + e.getMessage(), 0, 0, e);
    }
  }

  /** The statement's tokens for a parser of Calcite's, from the first. */
  public ParserTokens parserTokens() {
    return ParserTokens.of(this);
  }

  /**
   * The token with a number; the last one, of kind EOF, for all numbers after it.
   *
   * @throws TokenMgrError if the text up to the token can't be lexed
   */
  synchronized Token token(int index) {
    while (tokens.size() <= index) {
      if (failure != null) {
        throw failure;
      }
      if (!tokens.isEmpty()
          && tokens.get(tokens.size() - 1).kind == SqlBabelParserImplConstants.EOF) {
        return tokens.get(tokens.size() - 1);
      }
      lexOne();
    }
    return tokens.get(index);
  }

  private void lexOne() {
    if (lexer == null) {
      lexer = StatementLexer.of(text);
    }
    try {
      Token token = lexer.getNextToken();
      tokens.add(token);
      if (token.kind == SqlBabelParserImplConstants.EOF) {
        lexer = null; // its buffers take tens of KiB, and a text may have many statements
      }
    } catch (TokenMgrError e) {
      failure = e;
      lexer = null;
    }
  }

  /**
   * The character at a place of the statement.
   *
   * @param line from 1
   * @param column from 1, in UTF-16 units
   * @return 0 if there is none
   */
  public char charAt(int line, int column) {
    int offset = offset(line, column);
    return offset < text.length() ? text.charAt(offset) : 0;
  }

  /**
   * A place of the statement in the whole text, in characters from 1, as PostgreSQL's clients
   * count.
   *
   * @param line from 1; 0 if unknown
   * @param column from 1, in UTF-16 units; 0 if unknown
   * @return 0 if the place is unknown
   */
  public int position(int line, int column) {
    if (line < 1 || column < 1) {
      return 0;
    }
    int offset = Math.min(start + offset(line, column), whole.length());
    return whole.codePointCount(0, offset) + 1;
  }

  /** The first character of the statement in the whole text, from 1. */
  public int position() {
    return position(1, 1);
  }

  private synchronized int offset(int line, int column) {
    if (lineStarts == null) {
      lineStarts = lineStarts(text);
    }
    return lineStarts[Math.min(line, lineStarts.length) - 1] + column - 1;
  }

  /** A carriage return ends a line, but with a line feed after it only that does. */
  private static int[] lineStarts(String text) {
    int[] starts = new int[1];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !isPair)) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, 2 * lines);
        }
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }
}
