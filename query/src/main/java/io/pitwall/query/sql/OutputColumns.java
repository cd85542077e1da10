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
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Names and types of a result's columns. An expression without an alias has the name that
 * PostgreSQL gives it: that of its column, function or type, or {@code ?column?}. Immutable.
 */
final class OutputColumns {
  private static final String NO_NAME = "?column?";

  /** For each selected item its name; null for a star. */
  private final List<@Nullable String> items;

  private OutputColumns(List<@Nullable String> items) {
    this.items = items;
  }

  /** The columns of a statement as parsed. */
  static OutputColumns of(SqlNode statement) {
    SqlNode node = statement;
    while (true) {
      switch (node.getKind()) {
        case ORDER_BY -> node = ((SqlOrderBy) node).query;
        case WITH -> node = ((SqlWith) node).body;
        case UNION -> node = ((SqlCall) node).operand(0);
        case SELECT -> {
          return new OutputColumns(names(((SqlSelect) node).getSelectList()));
        }
        case VALUES -> {
          SqlCall firstRow = ((SqlCall) node).operand(0);
          return new OutputColumns(new ArrayList<>(valuesNames(firstRow.operandCount())));
        }
        default -> {
          return new OutputColumns(new ArrayList<>());
        }
      }
    }
  }

  /** The names that PostgreSQL gives the columns of VALUES. */
  static List<String> valuesNames(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add("column" + i);
    }
    return names;
  }

  private static List<@Nullable String> names(SqlNodeList selected) {
    List<@Nullable String> names = new ArrayList<>();
    for (SqlNode item : selected) {
      boolean isStar = item instanceof SqlIdentifier name && name.isStar();
      names.add(isStar ? null : nameOf(item));
    }
    return names;
  }

  private static String nameOf(SqlNode item) {
    String own = ownName(item);
    if (own != null) {
      return own;
    }
    String weak = weakName(item);
    return weak == null ? NO_NAME : weak;
  }

  /** The name of a column, alias or function, which an outer cast or CASE takes over. */
  private static @Nullable String ownName(SqlNode item) {
    if (item instanceof SqlIdentifier name) {
      return name.names.get(name.names.size() - 1);
    }
    if (!(item instanceof SqlCall call)) {
      return null;
    }
    if (call instanceof SqlCase choice) {
      SqlNode otherwise = choice.getElseOperand();
      return otherwise == null ? null : ownName(otherwise);
    }
    return switch (call.getKind()) {
      case AS -> ownName(call.operand(1));
      case CAST -> ownName(call.operand(0));
      default ->
          call.getOperator() instanceof SqlFunction function
              ? function.getName().toLowerCase(Locale.ROOT)
              : null;
    };
  }

  /** The name of an expression that has none of its own: that of its type, or {@code case}. */
  private static @Nullable String weakName(SqlNode item) {
    if (item instanceof SqlCase) {
      return "case";
    }
    if (item instanceof SqlIntervalLiteral) {
      return "interval";
    }
    if (item instanceof SqlUnknownLiteral literal) {
      return TypeNames.postgres(literal.tag);
    }
    if (item.getKind() != SqlKind.CAST) {
      return null;
    }
    SqlCall cast = (SqlCall) item;
    String inner = weakName(cast.operand(0));
    return inner == null ? TypeNames.postgres(cast.operand(1)) : inner;
  }

  /**
   * The columns with their types.
   *
   * @param row of the validated statement
   * @param starNames the names of the columns that a star stands for
   */
  List<ResultColumn> typed(RelDataType row, List<String> starNames) {
    List<String> names = new ArrayList<>();
    for (String item : items) {
      if (item == null) {
        names.addAll(starNames);
      } else {
        names.add(item);
      }
    }
    if (names.size() != row.getFieldCount()) {
      throw new IllegalStateException(
          names.size() + " names of " + row.getFieldCount() + " columns");
    }
    List<ResultColumn> columns = new ArrayList<>();
    for (RelDataTypeField field : row.getFieldList()) {
      columns.add(new ResultColumn(names.get(field.getIndex()), typeOf(field.getType())));
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
