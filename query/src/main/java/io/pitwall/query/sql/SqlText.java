package io.pitwall.query.sql;

import io.pitwall.query.statement.SqlStatement;
import java.io.StringReader;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
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
   * @throws SqlParseException with the position, if the text is not one statement
   */
  static SqlNode parse(SqlStatement statement) throws SqlParseException {
    SqlParser.Config config = CONFIG.withParserFactory(reader -> parserOf(statement));
    return SqlParser.create(statement.text(), config).parseStmt();
  }

  private static SqlAbstractParserImpl parserOf(SqlStatement statement) {
    SqlBabelParserImpl parser = new SqlBabelParserImpl(new StringReader(""));
    parser.ReInit(statement.parserTokens());
    return parser;
  }
}
