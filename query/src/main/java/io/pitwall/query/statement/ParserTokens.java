package io.pitwall.query.statement;

import java.io.StringReader;
import org.apache.calcite.sql.parser.babel.SimpleCharStream;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplTokenManager;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * Hands a statement's tokens to Calcite's parser. Each is a copy, because the parser links the
 * tokens that it reads. Owned by one parser.
 */
final class ParserTokens extends SqlBabelParserImplTokenManager {
  private final SqlStatement statement;
  private int next;

  ParserTokens(SqlStatement statement) {
    super(new SimpleCharStream(new StringReader("")));
    this.statement = statement;
  }

  @Override
  public Token getNextToken() {
    Token token = statement.token(next);
    next++;
    Token copy = Token.newToken(token.kind);
    copy.kind = token.kind;
    copy.image = token.image;
    copy.beginLine = token.beginLine;
    copy.beginColumn = token.beginColumn;
    copy.endLine = token.endLine;
    copy.endColumn = token.endColumn;
    return copy;
  }
}
