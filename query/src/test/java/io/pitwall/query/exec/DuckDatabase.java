package io.pitwall.query.exec;

import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** The same rows in DuckDB, in memory, with times as nanoseconds. */
final class DuckDatabase implements AutoCloseable {
  private final Connection connection;

  DuckDatabase() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET TimeZone = 'UTC'");
    execute("SET default_null_order = 'postgres'"); // as ours
    execute("CREATE SCHEMA " + RaceRows.DATABASE);
    execute("SET search_path = 'main," + RaceRows.DATABASE + "'");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void add(TableSchema schema, List<@Nullable Object[]> rows) throws SQLException {
    List<String> columns = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    for (ColumnSchema column : schema.columns()) {
      columns.add(column.name() + " " + type(column));
      boolean isTime = column.id() == 0;
      selected.add(isTime ? "make_timestamp_ns(time) AS time" : column.name());
    }
    String raw = "raw_" + schema.name();
    execute("CREATE TABLE " + raw + "(" + String.join(", ", columns) + ")");
    try (DuckDBAppender appender =
        connection.unwrap(DuckDBConnection.class).createAppender("main", raw)) {
      for (Object[] row : rows) {
        appender.beginRow();
        for (Object value : row) {
          append(appender, value);
        }
        appender.endRow();
      }
    }
    execute(
        "CREATE TABLE "
            + RaceRows.DATABASE
            + "."
            + schema.name()
            + " AS SELECT "
            + String.join(", ", selected)
            + " FROM "
            + raw);
  }

  private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
    switch (value) {
      case null -> appender.appendNull();
      case Long number -> appender.append(number);
      case Double number -> appender.append(number);
      case Boolean truth -> appender.append(truth);
      case String text -> appender.append(text);
      default -> throw new IllegalArgumentException(value.toString());
    }
  }

  private static String type(ColumnSchema column) {
    return switch (column.type()) {
      case TIMESTAMP, LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case STRING -> "VARCHAR";
    };
  }

  /** Times come back as nanoseconds. */
  List<List<@Nullable Object>> run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(value(result.getObject(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private static @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case Float number -> number.doubleValue();
      case BigInteger number -> number.longValueExact();
      case BigDecimal number -> number.doubleValue();
      case java.sql.Timestamp time ->
          Math.floorDiv(time.getTime(), 1000L) * 1_000_000_000L + time.getNanos();
      default -> value;
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
