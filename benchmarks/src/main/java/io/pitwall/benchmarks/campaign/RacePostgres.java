package io.pitwall.benchmarks.campaign;

import io.pitwall.server.config.HostPort;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Asks over the PostgreSQL wire with pgjdbc's simple queries, on one connection that is opened when
 * it is first needed and kept. Owned by one thread at a time.
 */
final class RacePostgres implements RaceProtocol {
  private static final String LIMIT_SECONDS = "60";

  private final String url;
  private final Properties properties = new Properties();
  private @Nullable Connection connection;

  RacePostgres(HostPort address, String token, String database) {
    url = "jdbc:postgresql://" + address + "/" + database;
    properties.setProperty("user", "admin");
    properties.setProperty("password", token);
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("socketTimeout", LIMIT_SECONDS);
  }

  @Override
  public List<List<@Nullable String>> ask(String sql) throws IOException {
    try (Statement statement = connected().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<@Nullable String>> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IOException(e.getSQLState() + ": " + e.getMessage(), e);
    }
  }

  private Connection connected() throws SQLException {
    Connection open = connection;
    if (open == null || open.isClosed()) {
      open = DriverManager.getConnection(url, properties);
      connection = open;
    }
    return open;
  }

  @Override
  public void close() throws IOException {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
