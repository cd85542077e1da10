package io.pitwall.query.statement;

import static org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants.EOF;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.parser.babel.SimpleCharStream;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplTokenManager;
import org.apache.calcite.sql.parser.babel.Token;
import org.apache.calcite.sql.parser.babel.TokenMgrError;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a statement as Calcite's parser reads them: names told from keywords, casts as
 * calls, expressions of LIMIT apart. Owned by one parser.
 */
public final class ParserTokens extends SqlBabelParserImplTokenManager {
  private final List<Token> tokens;
  private final Map<Integer, List<Token>> rowCounts;
  private final @Nullable TokenMgrError failure;
  private int next;

  private ParserTokens(
      List<Token> tokens, Map<Integer, List<Token>> rowCounts, @Nullable TokenMgrError failure) {
    super(new SimpleCharStream(new StringReader("")));
    this.tokens = tokens;
    this.rowCounts = rowCounts;
    this.failure = failure;
  }

  /** Tokens of a statement; text that can't be lexed is an error for whoever reads that far. */
  static ParserTokens of(SqlStatement statement) {
    List<Token> tokens = new ArrayList<>();
    TokenMgrError failure = null;
    try {
      do {
        tokens.add(statement.token(tokens.size()));
      } while (tokens.getLast().kind != EOF);
    } catch (TokenMgrError e) {
      failure = e;
      tokens.add(endAfter(tokens));
    }
    RowCounts counts = new RowCounts(CastCalls.replace(NameWords.find(tokens)));
    return new ParserTokens(counts.tokens(), counts.expressions(), failure);
  }

  /**
   * The expressions after LIMIT, OFFSET and FETCH FIRST, each by the number of the parameter that
   * is at its place in these tokens, from 0.
   */
  public Map<Integer, ParserTokens> rowCounts() {
    Map<Integer, ParserTokens> expressions = new HashMap<>();
    rowCounts.forEach((parameter, expression) -> {
      List<Token> ended = new ArrayList<>(expression);
      ended.add(endAfter(expression));
      expressions.put(parameter, new ParserTokens(ended, Map.of(), null));
    });
    return expressions;
  }

  private static Token endAfter(List<Token> tokens) {
    Token place = tokens.isEmpty() ? Token.newToken(EOF) : tokens.getLast();
    return TokenKinds.at(place, EOF, "");
  }

  @Override
  public Token getNextToken() {
    Token token = tokens.get(Math.min(next, tokens.size() - 1));
    next++;
    if (token.kind == EOF && failure != null) {
      throw failure;
    }
    // A copy, because the parser links the tokens that it reads.
    return TokenKinds.copy(token);
  }
}
