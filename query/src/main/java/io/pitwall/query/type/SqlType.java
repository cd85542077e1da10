package io.pitwall.query.type;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.ResultType;
import io.pitwall.storage.column.ColumnType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The types that a value of SQL can have, one row each: Calcite's type, the vector that holds
 * values, the type in a result, and the names in CAST, PostgreSQL's and DuckDB's.
 */
public enum SqlType {
  BOOLEAN(SqlTypeName.BOOLEAN, ColumnType.BOOLEAN, ResultType.BOOLEAN, Set.of(), "BOOLEAN", "BOOL"),

  LONG(
      SqlTypeName.BIGINT,
      ColumnType.LONG,
      ResultType.LONG,
      Set.of(SqlTypeName.TINYINT, SqlTypeName.SMALLINT, SqlTypeName.INTEGER),
      "BIGINT",
      "TINYINT",
      "SMALLINT",
      "INT",
      "INT2",
      "INT4",
      "INT8",
      "INTEGER",
      "LONG"),

  DOUBLE(
      SqlTypeName.DOUBLE,
      ColumnType.DOUBLE,
      ResultType.DOUBLE,
      Set.of(SqlTypeName.DECIMAL, SqlTypeName.FLOAT, SqlTypeName.REAL),
      "DOUBLE",
      "DOUBLE PRECISION",
      "FLOAT",
      "FLOAT4",
      "FLOAT8",
      "REAL",
      "DECIMAL",
      "NUMERIC"),

  STRING(
      SqlTypeName.VARCHAR,
      ColumnType.STRING,
      ResultType.STRING,
      Set.of(SqlTypeName.CHAR),
      "VARCHAR",
      "TEXT",
      "CHAR",
      "CHARACTER",
      "STRING"),

  TIMESTAMP(
      SqlTypeName.TIMESTAMP,
      ColumnType.TIMESTAMP,
      ResultType.TIMESTAMP,
      Set.of(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, SqlTypeName.TIMESTAMP_TZ),
      "TIMESTAMP",
      "TIMESTAMPTZ",
      "TIMESTAMP_TZ",
      "TIMESTAMP_WITH_LOCAL_TIME_ZONE"),

  /** A number of nanoseconds. */
  INTERVAL(
      SqlTypeName.INTERVAL_SECOND,
      ColumnType.LONG,
      ResultType.INTERVAL,
      Set.copyOf(SqlTypeName.DAY_INTERVAL_TYPES)),

  /** A number of calendar months, which can be added to a time but not be a result. */
  MONTHS(
      SqlTypeName.INTERVAL_MONTH,
      ColumnType.LONG,
      null,
      Set.copyOf(SqlTypeName.YEAR_INTERVAL_TYPES)),

  /** The type of a bare NULL. */
  NULL(SqlTypeName.NULL, ColumnType.LONG, ResultType.STRING, Set.of());

  private static final Map<SqlTypeName, SqlType> BY_CALCITE = byCalcite();
  private static final Map<String, SqlType> BY_NAME = byName();

  private final SqlTypeName calcite;
  private final ColumnType column;
  private final @Nullable ResultType result;
  private final ImmutableSet<SqlTypeName> others;
  private final ImmutableList<String> names;

  /**
   * @param result null if no result has values of the type
   * @param others what else Calcite may call it
   * @param names in CAST, the usual one first
   */
  SqlType(
      SqlTypeName calcite,
      ColumnType column,
      @Nullable ResultType result,
      Set<SqlTypeName> others,
      String... names) {
    this.calcite = calcite;
    this.column = column;
    this.result = result;
    this.others = ImmutableSet.copyOf(others);
    this.names = ImmutableList.copyOf(names);
  }

  private static Map<SqlTypeName, SqlType> byCalcite() {
    Map<SqlTypeName, SqlType> types = new EnumMap<>(SqlTypeName.class);
    for (SqlType type : values()) {
      types.put(type.calcite, type);
      type.others.forEach(other -> types.put(other, type));
    }
    return types;
  }

  private static Map<String, SqlType> byName() {
    Map<String, SqlType> types = new HashMap<>();
    for (SqlType type : values()) {
      type.names.forEach(name -> types.put(name, type));
    }
    return types;
  }

  /**
   * @throws QueryException of kind NOT_SUPPORTED if there is no such type here
   */
  public static SqlType of(RelDataType type) throws QueryException {
    SqlType ours = of(type.getSqlTypeName());
    if (ours == null) {
      throw new QueryException(
          QueryException.Kind.NOT_SUPPORTED,
          "values of the type " + type.getFullTypeString() + " are not supported");
    }
    return ours;
  }

  /** The type that Calcite gives this name to; null if there is none. */
  public static @Nullable SqlType of(SqlTypeName calcite) {
    return BY_CALCITE.get(calcite);
  }

  /** The type of a table's column. */
  public static SqlType of(ColumnType column) {
    return switch (column) {
      case TIMESTAMP -> TIMESTAMP;
      case LONG -> LONG;
      case DOUBLE -> DOUBLE;
      case BOOLEAN -> BOOLEAN;
      case STRING -> STRING;
    };
  }

  /** The type of the vectors that hold the values of a result's column. */
  public static ColumnType vectorsOf(ResultType result) {
    return switch (result) {
      case BOOLEAN -> ColumnType.BOOLEAN;
      case LONG, INTERVAL -> ColumnType.LONG;
      case DOUBLE -> ColumnType.DOUBLE;
      case STRING -> ColumnType.STRING;
      case TIMESTAMP -> ColumnType.TIMESTAMP;
    };
  }

  /** The type that CAST knows by this name, in any case; null if there is none. */
  public static @Nullable SqlType named(String name) {
    return BY_NAME.get(name.toUpperCase(Locale.ROOT));
  }

  /** All names that CAST knows, type by type, the usual one of each first. */
  public static List<String> allNames() {
    return Arrays.stream(values()).flatMap(type -> type.names.stream()).toList();
  }

  /** The usual name of each type that CAST knows. */
  public static List<String> usualNames() {
    return Arrays.stream(values())
        .filter(type -> !type.names.isEmpty())
        .map(type -> type.names.get(0))
        .toList();
  }

  /** The types of the vectors that hold the columns of a row. */
  public static ColumnType[] columnsOf(RelDataType row) throws QueryException {
    List<RelDataTypeField> fields = row.getFieldList();
    ColumnType[] types = new ColumnType[fields.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = of(fields.get(i).getType()).column();
    }
    return types;
  }

  /** What Calcite calls the type. */
  public SqlTypeName calcite() {
    return calcite;
  }

  /** The type of the vectors that hold its values. */
  public ColumnType column() {
    return column;
  }

  /** The type of a result's column; null if there is none. */
  public @Nullable ResultType result() {
    return result;
  }

  /** The usual name in SQL, as DESCRIBE shows it. */
  public String sqlName() {
    return calcite.getName();
  }
}
