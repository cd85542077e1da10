package io.pitwall.query.sql;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.text.NearestName;
import io.pitwall.query.type.IntegerWidth;
import io.pitwall.query.type.SqlType;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Replaces the type names in CAST, PostgreSQL's and DuckDB's, by the types of {@link SqlType}, and
 * of {@link IntegerWidth}, which are validated as LONG.
 */
final class TypeNames {
  private TypeNames() {}

  /**
   * @throws SqlFault of kind NOT_SUPPORTED if there is no such type
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

  /**
   * The name that PostgreSQL gives a type in its catalog, such as {@code int4}, which a column
   * without a name is called after.
   *
   * @param type of a cast
   */
  static String postgres(SqlNode type) {
    if (type instanceof SqlIntervalQualifier) {
      return "interval";
    }
    List<String> names = ((SqlDataTypeSpec) type).getTypeName().names;
    return postgres(names.get(names.size() - 1));
  }

  /** The same by the name in SQL. */
  static String postgres(String type) {
    String upper = type.toUpperCase(Locale.ROOT);
    return switch (upper) {
      case "INT", "INTEGER" -> "int4";
      case "SMALLINT" -> "int2";
      case "BIGINT", "LONG" -> "int8";
      case "DOUBLE", "DOUBLE PRECISION", "FLOAT" -> "float8";
      case "REAL" -> "float4";
      case "DECIMAL", "NUMERIC" -> "numeric";
      case "BOOLEAN" -> "bool";
      case "CHAR", "CHARACTER" -> "bpchar";
      case "TIMESTAMP_TZ",
          "TIMESTAMP_WITH_LOCAL_TIME_ZONE",
          "TIMESTAMP WITH TIME ZONE",
          "TIMESTAMP WITH LOCAL TIME ZONE" ->
          "timestamptz";
      default -> upper.toLowerCase(Locale.ROOT);
    };
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
    IntegerWidth width = IntegerWidth.named(word);
    if (width != null) {
      return width.calcite();
    }
    SqlType type = SqlType.named(word);
    if (type != null) {
      return type.calcite();
    }
    if (word.equals("DATE") || word.equals("TIME")) {
      throw Refusals.notSupported(
          "the type " + word + " (use TIMESTAMP, and date_trunc to cut it)", position);
    }
    throw new SqlFault(
        QueryException.Kind.NOT_SUPPORTED,
        "there is no type "
            + word
            + NearestName.hint(word, SqlType.allNames())
            + "; there are "
            + String.join(", ", SqlType.usualNames()),
        position);
  }
}
