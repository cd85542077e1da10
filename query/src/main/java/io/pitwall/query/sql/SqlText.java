package io.pitwall.query.sql;

import io.pitwall.query.statement.PitwallTokenManager;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;

/** The parser: one statement's text to its tree. */
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
   * @throws SqlParseException with the place, if the text is not one statement
   */
  static SqlNode parse(String sql) throws SqlParseException {
    SqlParser.Config config = CONFIG.withParserFactory(reader -> parserOf(sql));
    return SqlParser.create(sql, config).parseStmt();
  }

  private static SqlAbstractParserImpl parserOf(String sql) {
    SqlBabelParserImpl parser = new SqlBabelParserImpl(new java.io.StringReader(""));
    parser.ReInit(PitwallTokenManager.of(sql));
    return parser;
  }
}
