package io.pitwall.query.oracle;

import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The rows in PostgreSQL, and its answers. */
final class PostgresDatabase implements AutoCloseable {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSx");

  private final Connection connection;

  PostgresDatabase(PostgresServer server) throws SQLException {
    connection = server.connect();
    execute("CREATE SCHEMA " + OracleTables.DATABASE);
    execute("SET search_path = " + OracleTables.DATABASE);
    execute("SET TimeZone = 'UTC'");
    execute("SET statement_timeout = '60s'");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Makes a table and copies rows into it. */
  void add(TableSchema schema, List<@Nullable Object[]> rows) throws SQLException, IOException {
    StringJoiner columns = new StringJoiner(", ");
    for (ColumnSchema column : schema.columns()) {
      columns.add(column.name() + " " + type(column));
    }
    execute("CREATE TABLE " + schema.name() + " (" + columns + ")");
    StringBuilder text = new StringBuilder();
    for (Object[] row : rows) {
      for (int c = 0; c < row.length; c++) {
        text.append(c == 0 ? "" : "\t").append(field(schema.columns().get(c), row[c]));
      }
      text.append('\n');
    }
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("COPY " + schema.name() + " FROM STDIN", new StringReader(text.toString()));
    execute("ANALYZE " + schema.name());
  }

  private static String type(ColumnSchema column) {
    return switch (column.type()) {
      case TIMESTAMP -> "timestamptz";
      case LONG -> "bigint";
      case DOUBLE -> "double precision";
      case BOOLEAN -> "boolean";
      case STRING -> "text";
    };
  }

  private static String field(ColumnSchema column, @Nullable Object value) {
    if (value == null) {
      return "\\N";
    }
    return switch (column.type()) {
      case TIMESTAMP -> {
        long nanos = (Long) value;
        Instant time =
            Instant.ofEpochSecond(
                Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
        yield TIME.format(time.atOffset(ZoneOffset.UTC));
      }
      case LONG, DOUBLE, BOOLEAN -> value.toString();
      case STRING ->
          ((String) value)
              .replace("\\", "\\\\")
              .replace("\t", "\\t")
              .replace("\n", "\\n")
              .replace("\r", "\\r");
    };
  }

  /** Runs a statement. */
  Outcome run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData columns = result.getMetaData();
      List<Outcome.Type> types = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        types.add(type(columns.getColumnTypeName(i)));
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= types.size(); i++) {
          row.add(value(types.get(i - 1), result.getString(i)));
        }
        rows.add(row);
      }
      return new Outcome.Rows(types, rows);
    } catch (SQLException e) {
      if (connection.isClosed() || e.getSQLState() == null) {
        throw e;
      }
      return new Outcome.Failure(e.getSQLState(), String.valueOf(e.getMessage()));
    }
  }

  private static Outcome.Type type(String name) {
    return switch (name) {
      case "bool" -> Outcome.Type.BOOLEAN;
      case "int2", "int4", "int8" -> Outcome.Type.LONG;
      case "float4", "float8" -> Outcome.Type.DOUBLE;
      case "numeric" -> Outcome.Type.DECIMAL;
      case "timestamp", "timestamptz" -> Outcome.Type.TIME;
      case "interval" -> Outcome.Type.INTERVAL;
      case "text", "varchar", "bpchar", "name", "unknown", "void" -> Outcome.Type.TEXT;
      default -> throw new IllegalArgumentException("a result of the type " + name);
    };
  }

  private static @Nullable Object value(Outcome.Type type, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (type) {
      case BOOLEAN -> text.equals("t");
      case LONG -> Long.valueOf(text);
      case DOUBLE, DECIMAL -> Double.valueOf(text);
      case TIME -> time(text);
      case TEXT, INTERVAL -> text;
    };
  }

  /** Nanoseconds, or the text if they do not fit 64 bits. */
  private static Object time(String text) {
    try {
      String zoned =
          text.length() > 11 && text.lastIndexOf('+') > 0 ? text + ":00" : text + "+00:00";
      Instant time = OffsetDateTime.parse(zoned.replace(' ', 'T')).toInstant();
      return Math.addExact(
          Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), (long) time.getNano());
    } catch (RuntimeException notHere) {
      return text;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
