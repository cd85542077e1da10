package io.pitwall.benchmarks.campaign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks over HTTP, with connections that are kept. Safe for use from several threads. */
final class RaceHttp implements RaceProtocol {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final JsonFactory JSON = new JsonFactory();
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final URI url;
  private final String token;
  private final String database;

  RaceHttp(URI url, String token, String database) {
    this.url = url;
    this.token = token;
    this.database = database;
  }

  /** The body of a page. */
  String get(String path) throws IOException, InterruptedException {
    return new String(send(request(path).GET().build()), StandardCharsets.UTF_8);
  }

  @Override
  public List<List<@Nullable String>> ask(String sql) throws IOException, InterruptedException {
    String body =
        "{\"sql\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(sql)) + "\"}";
    HttpRequest request =
        request("/api/v1/query")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return rows(send(request));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(LIMIT)
        .header("Authorization", "Bearer " + token)
        .header("X-Pitwall-Database", database);
  }

  private byte[] send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != OK) {
      throw new IOException(
          "HTTP "
              + response.statusCode()
              + ": "
              + new String(response.body(), StandardCharsets.UTF_8).strip());
    }
    return response.body();
  }

  /** Reads {@code {"success":true,"data":[[…]],"row_count":…}} and checks that it is whole. */
  static List<List<@Nullable String>> rows(byte[] body) throws IOException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    boolean success = false;
    long rowCount = -1;
    try (JsonParser json = JSON.createParser(body)) {
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "success" -> success = json.getBooleanValue();
          case "row_count" -> rowCount = json.getLongValue();
          case "data" -> readRows(json, rows);
          default -> json.skipChildren();
        }
      }
      require(json.currentToken() == JsonToken.END_OBJECT);
    }
    require(success && rowCount == rows.size());
    return rows;
  }

  private static void readRows(JsonParser json, List<List<@Nullable String>> rows)
      throws IOException {
    while (json.nextToken() == JsonToken.START_ARRAY) {
      List<@Nullable String> row = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        row.add(json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText());
      }
      rows.add(row);
    }
  }

  private static void require(boolean condition) throws IOException {
    if (!condition) {
      throw new IOException("the answer is not a whole answer");
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
