package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** A call as text, whose operands can be replaced one at a time. */
public final class CallOperands {
  private static final String SELECT = "SELECT ";

  private final String statement;
  private final List<SqlParserPos> places = new ArrayList<>();

  /**
   * @param call a call on one line
   */
  public CallOperands(String call) throws QueryException {
    statement = SELECT + call;
    SqlSelect select = (SqlSelect) SqlText.parse(SqlStatement.of(statement)).tree();
    for (@Nullable SqlNode operand : ((SqlCall) select.getSelectList().get(0)).getOperandList()) {
      if (operand != null && isValue(operand)) {
        places.add(operand.getParserPosition());
      }
    }
  }

  /** Units, fields, types and lists are operands to the parser, and are no values. */
  private static boolean isValue(SqlNode operand) {
    return !(operand instanceof SqlIntervalQualifier
        || operand instanceof SqlNodeList
        || operand instanceof SqlDataTypeSpec
        || operand instanceof SqlIdentifier);
  }

  /** The number of operands that are values. */
  public int count() {
    return places.size();
  }

  /** An operand as it is written. */
  public String operand(int index) {
    return statement.substring(begin(index), end(index));
  }

  /** The call with another operand. */
  public String with(int index, String operand) {
    return statement.substring(SELECT.length(), begin(index))
        + operand
        + statement.substring(end(index));
  }

  private int begin(int index) {
    return places.get(index).getColumnNum() - 1;
  }

  private int end(int index) {
    return places.get(index).getEndColumnNum();
  }
}
