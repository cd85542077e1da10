package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.SqlWord;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Refuses, with the position, what SQL has and the executor does not have. */
final class Refusals {
  private Refusals() {}

  static SqlFault notSupported(String what, SqlParserPos position) {
    return new SqlFault(QueryException.Kind.NOT_SUPPORTED, what + " is not supported", position);
  }

  /**
   * Refuses by its first word a statement that does not read; the parser does not know many of
   * them.
   *
   * @param first null if the statement is empty
   * @throws SqlFault of kind NOT_SUPPORTED
   */
  static void checkFirst(@Nullable SqlWord first) {
    if (first == null || first.form() != SqlWord.Form.PLAIN) {
      return;
    }
    String word = first.text().toUpperCase(Locale.ROOT);
    String reason =
        switch (word) {
          case "INSERT", "COPY", "UPSERT" ->
              "rows are written over HTTP, as line protocol, JSON or MessagePack";
          case "DELETE", "UPDATE", "MERGE", "TRUNCATE" -> "SQL does not change rows once written";
          case "CREATE", "ALTER" -> "tables and columns are created when rows are written";
          case "DROP",
              "GRANT",
              "REVOKE",
              "BEGIN",
              "COMMIT",
              "ROLLBACK",
              "SET",
              "RESET",
              "CALL",
              "EXPLAIN",
              "ANALYZE",
              "VACUUM",
              "DECLARE",
              "FETCH",
              "PREPARE",
              "EXECUTE",
              "USE",
              "SHOW",
              "DESCRIBE",
              "DESC" ->
              "SQL here reads only, with SELECT, SHOW TABLES, SHOW DATABASES and DESCRIBE";
          default -> "";
        };
    if (!reason.isEmpty()) {
      throw new SqlFault(
          QueryException.Kind.NOT_SUPPORTED,
          word + " is not supported: " + reason,
          new SqlParserPos(first.line(), first.column()));
    }
  }

  /** Refuses by its kind what the first word did not show. */
  static void checkStatement(SqlNode statement) {
    switch (statement.getKind()) {
      case SELECT, UNION, ORDER_BY, WITH, VALUES -> {}
      case INTERSECT, EXCEPT -> check((SqlCall) statement);
      default ->
          throw notSupported(
              "a statement of kind " + statement.getKind(), statement.getParserPosition());
    }
  }

  static void check(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    switch (call.getKind()) {
      case OVER -> throw notSupported("a window function (OVER)", position);
      case INTERSECT, EXCEPT ->
          throw notSupported(call.getKind().name().toUpperCase(Locale.ROOT), position);
      case EXISTS,
          UNIQUE,
          SCALAR_QUERY,
          ARRAY_QUERY_CONSTRUCTOR,
          MULTISET_QUERY_CONSTRUCTOR,
          MAP_QUERY_CONSTRUCTOR,
          CURSOR ->
          throw notSupported("a subquery in an expression", position);
      case SOME, ALL ->
          throw notSupported(
              "a comparison with ANY, SOME or ALL (of a list of values, write x IN (…))", position);
      case IN, NOT_IN -> {
        if (!(call.operand(1) instanceof SqlNodeList)) {
          throw notSupported("a subquery in an expression", position);
        }
      }
      case ROLLUP, CUBE, GROUPING_SETS ->
          throw notSupported(call.getKind().name().replace('_', ' '), position);
      case WITHIN_GROUP, WITHIN_DISTINCT, RESPECT_NULLS, IGNORE_NULLS ->
          throw notSupported(call.getKind().name().replace('_', ' '), position);
      case ROW, ARRAY_VALUE_CONSTRUCTOR, MAP_VALUE_CONSTRUCTOR, MULTISET_VALUE_CONSTRUCTOR, ITEM ->
          checkConstructor(call);
      case CEIL -> {
        if (call.operandCount() > 1) {
          throw notSupported("CEIL(time TO unit) (there is FLOOR(time TO unit))", position);
        }
      }
      case CAST, SAFE_CAST -> {
        if (call.operand(1) instanceof SqlDataTypeSpec type) {
          call.setOperand(1, TypeNames.ours(type));
        }
      }
      default -> checkOperator(call);
    }
  }

  /** Operators that the grammar has and the executor does not. */
  private static void checkOperator(SqlCall call) {
    String name = call.getOperator().getName();
    String sign =
        switch (name) {
          case "^", "&", "<<", "<=>" -> name;
          default -> name.contains("POSIX REGEX") ? "~" : "";
        };
    if (!sign.isEmpty()) {
      throw notSupported("the operator " + sign, call.getParserPosition());
    }
  }

  private static void checkConstructor(SqlCall call) {
    if (call.getKind() != SqlKind.ROW) {
      throw notSupported("an array or a map", call.getParserPosition());
    }
  }

  static void check(SqlSelect select) {
    if (select.getQualify() != null) {
      throw notSupported("QUALIFY", select.getQualify().getParserPosition());
    }
    if (!select.getWindowList().isEmpty()) {
      throw notSupported("WINDOW", select.getWindowList().getParserPosition());
    }
  }

  static SqlFault inFrom(SqlNode from) {
    if (from.getKind() == SqlKind.JOIN) {
      return notSupported("a join", from.getParserPosition());
    }
    return notSupported(
        "this in FROM (" + from.getKind().sql + "; there are tables and subqueries)",
        from.getParserPosition());
  }
}
