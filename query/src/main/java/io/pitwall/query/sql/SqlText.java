package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.ParserTokens;
import io.pitwall.query.statement.SqlStatement;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;

/** Parses a statement: tokens in, syntax tree out. */
final class SqlText {
  /** PostgreSQL cuts names at 63 bytes; ours may be as long as the store's. */
  private static final int MAX_NAME_LENGTH = 1024;

  private static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(false)
          .withIdentifierMaxLength(MAX_NAME_LENGTH)
          .withConformance(PitwallConformance.INSTANCE);

  private SqlText() {}

  /**
   * The syntax tree of a statement.
   *
   * @param tree in which each expression after LIMIT, OFFSET and FETCH is a parameter
   * @param rowCounts those expressions, by the number of the parameter, from 0
   */
  record Parsed(SqlNode tree, Map<Integer, SqlNode> rowCounts) {}

  /**
   * @throws QueryException of kind SYNTAX, with the position, if the text is not one statement
   */
  static Parsed parse(SqlStatement statement) throws QueryException {
    ParserTokens tokens = statement.parserTokens();
    SqlNode tree = parse(tokens, SqlParser::parseStmt);
    Map<Integer, SqlNode> rowCounts = new HashMap<>();
    for (Map.Entry<Integer, ParserTokens> count : tokens.rowCounts().entrySet()) {
      rowCounts.put(count.getKey(), parse(count.getValue(), SqlParser::parseExpression));
    }
    return new Parsed(tree, rowCounts);
  }

  private static SqlNode parse(ParserTokens tokens, Rule rule) throws QueryException {
    SqlBabelParserImpl parser = new SqlBabelParserImpl(new StringReader(""));
    parser.ReInit(tokens);
    SqlParser.Config config = CONFIG.withParserFactory(reader -> parser);
    try {
      return OperatorPrecedence.corrected(rule.parse(SqlParser.create("", config)));
    } catch (SqlParseException e) {
      throw SqlErrors.syntax(e, parser);
    }
  }

  /** A rule of the grammar to begin with. */
  private interface Rule {
    SqlNode parse(SqlParser parser) throws SqlParseException;
  }
}
