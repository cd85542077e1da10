package io.pitwall.query.sql;

import io.pitwall.query.function.FunctionEntry;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.result.QueryException;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Applies the rewrites of the function table. */
final class FunctionRewrites {
  private FunctionRewrites() {}

  /**
   * @param call its arguments are rewritten already
   * @throws SqlFault if the call can't be right
   */
  static SqlNode of(SqlBasicCall call) {
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
}
