package io.pitwall.server.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends statements to a server over HTTP. Safe for all threads. */
final class SqlClient implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final int OK = 200;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final URI query;
  private final @Nullable String token;
  private final @Nullable String database;

  /** The server refused the statement; the message is the server's. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    RefusedException(String message, String sqlState) {
      super(message);
      this.sqlState = sqlState;
    }

    /** Whether the statement names a table or database that does not exist. */
    boolean isMissingTable() {
      return sqlState.equals("42P01");
    }
  }

  /**
   * A whole answer as text.
   *
   * @param rows cells as text, null for null
   * @param numeric by column: whether all its values are numbers
   */
  record Table(List<String> columns, List<@Nullable String[]> rows, boolean[] numeric) {}

  SqlClient(URI server, @Nullable String token, @Nullable String database) {
    this.query = server.resolve("/api/v1/query");
    this.token = token;
    this.database = database;
  }

  /**
   * Sends a statement and returns the bytes of the answer as they arrive.
   *
   * @throws RefusedException if the server refuses
   * @throws IOException if it can't be reached, or the answer breaks off
   */
  InputStream raw(String sql) throws IOException, InterruptedException, RefusedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(query).header("Content-Type", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (database != null) {
      request.header("X-Pitwall-Database", database);
    }
    HttpResponse<InputStream> response =
        http.send(
            request.POST(HttpRequest.BodyPublishers.ofByteArray(body(sql))).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() == OK) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      throw refusal(response.statusCode(), body.readAllBytes());
    }
  }

  private static byte[] body(String sql) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("sql", sql);
      json.writeEndObject();
    }
    return body.toByteArray();
  }

  /** Sends a statement and reads the whole answer. */
  Table ask(String sql) throws IOException, InterruptedException, RefusedException {
    try (InputStream body = raw(sql);
        JsonParser json = JSON.createParser(body)) {
      List<String> columns = new ArrayList<>();
      List<@Nullable String[]> rows = new ArrayList<>();
      boolean[] numeric = new boolean[0];
      expect(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (name.equals("columns")) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            columns.add(json.getText());
          }
          numeric = new boolean[columns.size()];
          Arrays.fill(numeric, true);
        } else if (name.equals("data")) {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            rows.add(row(json, columns.size(), numeric));
          }
        } else {
          json.skipChildren();
        }
      }
      return new Table(columns, rows, numeric);
    }
  }

  private static @Nullable String[] row(JsonParser json, int columns, boolean[] numeric)
      throws IOException {
    @Nullable String[] row = new @Nullable String[columns];
    for (int i = 0; i < columns; i++) {
      JsonToken token = json.nextToken();
      row[i] = token == JsonToken.VALUE_NULL ? null : json.getText();
      numeric[i] &= token == JsonToken.VALUE_NULL || token.isNumeric();
    }
    expect(json.nextToken() == JsonToken.END_ARRAY);
    return row;
  }

  private static void expect(boolean condition) throws IOException {
    if (!condition) {
      throw new IOException("the answer is not what a Pitwall server sends");
    }
  }

  /** The server's message, with the place in the statement if it names one. */
  private static RefusedException refusal(int status, byte[] body) {
    String error = null;
    String sqlState = "";
    long line = 0;
    long column = 0;
    try (JsonParser json = JSON.createParser(body)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "error" -> error = json.getText();
          case "sqlstate" -> sqlState = json.getText();
          case "line" -> line = json.getValueAsLong();
          case "column" -> column = json.getValueAsLong();
          default -> json.skipChildren();
        }
      }
    } catch (IOException e) {
      error = new String(body, StandardCharsets.UTF_8).strip();
    }
    String place = line > 0 ? " (line " + line + ", column " + column + ")" : "";
    boolean isSilent = error == null || error.isEmpty();
    return new RefusedException(
        isSilent ? "the server answered " + status : error + place, sqlState);
  }

  @Override
  public void close() {
    http.close();
  }
}
