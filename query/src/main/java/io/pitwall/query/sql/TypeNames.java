package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.NearestName;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** The names of types in CAST: PostgreSQL's and DuckDB's words for the few types there are. */
final class TypeNames {
  private static final List<String> KNOWN =
      List.of("BIGINT", "DOUBLE", "BOOLEAN", "VARCHAR", "TEXT", "TIMESTAMP", "TIMESTAMPTZ");

  private TypeNames() {}

  /**
   * @throws SqlFault for a type there is none of
   */
  static SqlDataTypeSpec ours(SqlDataTypeSpec spec) {
    SqlParserPos position = spec.getParserPosition();
    SqlTypeNameSpec name = spec.getTypeNameSpec();
    String word =
        name.getTypeName().names.get(name.getTypeName().names.size() - 1).toUpperCase(Locale.ROOT);
    if (name instanceof SqlBasicTypeNameSpec basic && basic.getPrecision() >= 0) {
      checkPrecision(word, position);
    }
    return new SqlDataTypeSpec(
        new SqlBasicTypeNameSpec(typeOf(word, position), position), position);
  }

  private static void checkPrecision(String word, SqlParserPos position) {
    switch (word) {
      case "CHAR", "CHARACTER", "VARCHAR", "DECIMAL", "NUMERIC", "TIMESTAMP" ->
          throw Refusals.notSupported(
              "a length or precision of " + word + " (write " + word + " alone)", position);
      default -> {}
    }
  }

  private static SqlTypeName typeOf(String word, SqlParserPos position) {
    return switch (word) {
      case "TINYINT", "SMALLINT", "INT", "INT2", "INT4", "INT8", "INTEGER", "BIGINT", "LONG" ->
          SqlTypeName.BIGINT;
      case "DOUBLE",
          "DOUBLE PRECISION",
          "FLOAT",
          "FLOAT4",
          "FLOAT8",
          "REAL",
          "DECIMAL",
          "NUMERIC" ->
          SqlTypeName.DOUBLE;
      case "BOOLEAN", "BOOL" -> SqlTypeName.BOOLEAN;
      case "CHAR", "CHARACTER", "VARCHAR", "TEXT", "STRING" -> SqlTypeName.VARCHAR;
      case "TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP_TZ", "TIMESTAMP_WITH_LOCAL_TIME_ZONE" ->
          SqlTypeName.TIMESTAMP;
      case "DATE", "TIME" ->
          throw Refusals.notSupported(
              "the type " + word + " (use TIMESTAMP, and date_trunc to cut it)", position);
      default ->
          throw new SqlFault(
              QueryException.Kind.NOT_SUPPORTED,
              "there is no type "
                  + word
                  + NearestName.hint(word, KNOWN)
                  + "; there are BIGINT,"
                  + " DOUBLE, BOOLEAN, VARCHAR and TIMESTAMP",
              position);
    };
  }
}
