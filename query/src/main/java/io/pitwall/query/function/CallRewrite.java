package io.pitwall.query.function;

import io.pitwall.query.result.QueryException;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlNode;

/** Changes a call before the statement is validated. */
interface CallRewrite {
  /**
   * @param call its arguments are rewritten already; it may be changed
   * @return the node to take the call's place, which may be the call
   * @throws QueryException with the place in the statement, if the call can't be right
   */
  SqlNode apply(SqlBasicCall call) throws QueryException;
}
