package io.pitwall.query.sql;

import io.pitwall.query.function.FunctionEntry;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.result.QueryException;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Applies the rewrites of the function table. */
final class FunctionRewrites {
  private static final String SCHEMA = "pg_catalog";

  private FunctionRewrites() {}

  /**
   * @param call its arguments are rewritten already
   * @throws SqlFault if the call can't be right
   */
  static SqlNode of(SqlBasicCall call) {
    dropSchema(call);
    FunctionEntry entry = FunctionTable.find(call.getOperator().getName());
    if (entry == null) {
      return call;
    }
    try {
      return entry.rewrite(call);
    } catch (QueryException e) {
      throw new SqlFault(e, new SqlParserPos(e.line(), e.column()));
    }
  }

  /** Drivers write {@code pg_catalog.version()}, so that no function of a user comes first. */
  private static void dropSchema(SqlBasicCall call) {
    SqlIdentifier name =
        call.getOperator() instanceof SqlFunction function ? function.getSqlIdentifier() : null;
    if (name != null && name.names.size() == 2 && name.names.get(0).equalsIgnoreCase(SCHEMA)) {
      SqlIdentifier simple = new SqlIdentifier(name.names.get(1), name.getParserPosition());
      call.setOperator(
          new SqlUnresolvedFunction(
              simple, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION));
    }
  }
}
