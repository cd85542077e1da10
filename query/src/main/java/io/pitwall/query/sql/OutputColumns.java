package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultType;
import io.pitwall.query.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Names and types of a result's columns. An expression without an alias has the name that
 * PostgreSQL gives it: that of its function, or {@code ?column?}.
 */
final class OutputColumns {
  private static final String NO_NAME = "?column?";
  private static final String GENERATED = "EXPR$";

  private OutputColumns() {}

  /**
   * The names of a statement's columns as written, before validation.
   *
   * @return null if the text does not show how many columns there are (a star)
   */
  static @Nullable List<String> namesIn(SqlNode statement) {
    SqlNode node = statement;
    while (!(node instanceof SqlSelect)) {
      switch (node.getKind()) {
        case ORDER_BY -> node = ((SqlOrderBy) node).query;
        case WITH -> node = ((SqlWith) node).body;
        case UNION -> node = ((SqlCall) node).operand(0);
        default -> {
          return null;
        }
      }
    }
    List<String> names = new ArrayList<>();
    for (SqlNode item : ((SqlSelect) node).getSelectList()) {
      if (item instanceof SqlIdentifier name && name.isStar()) {
        return null;
      }
      names.add(nameOf(item));
    }
    return names;
  }

  private static String nameOf(SqlNode item) {
    if (item instanceof SqlIdentifier name) {
      return name.names.get(name.names.size() - 1);
    }
    if (!(item instanceof SqlCall call)) {
      return NO_NAME;
    }
    if (call instanceof SqlCase) {
      return "case";
    }
    return switch (call.getKind()) {
      case AS -> nameOf(call.operand(1));
      case CAST -> nameOf(call.operand(0));
      default ->
          call.getOperator() instanceof SqlFunction function
              ? function.getName().toLowerCase(Locale.ROOT)
              : NO_NAME;
    };
  }

  /**
   * @param written from {@link #namesIn}
   * @param row of the validated statement
   */
  static List<ResultColumn> of(@Nullable List<String> written, RelDataType row) {
    List<ResultColumn> columns = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      String name = field.getName();
      if (written != null && written.size() == row.getFieldCount()) {
        name = written.get(field.getIndex());
      } else if (name.startsWith(GENERATED)) {
        name = NO_NAME;
      }
      columns.add(new ResultColumn(name, typeOf(field.getType())));
    }
    return columns;
  }

  private static ResultType typeOf(RelDataType calcite) {
    SqlType type = SqlType.of(calcite.getSqlTypeName());
    ResultType result = type == null ? null : type.result();
    if (result == null) {
      throw new SqlFault(
          QueryException.Kind.NOT_SUPPORTED,
          "a result of type " + calcite + " is not supported",
          SqlParserPos.ZERO);
    }
    return result;
  }
}
