package io.pitwall.server.api.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.pitwall.server.http.HttpRefusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that runs a statement: {@code {"sql": "…", "database": "…"}}.
 *
 * @param sql the statement
 * @param database where table names without a database are looked up; null for the database of the
 *     request
 */
record QueryBody(String sql, @Nullable String database) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads a body.
   *
   * @param length bytes of the body, at the start of the array
   * @throws HttpRefusal 400 if it is not JSON, or has other members than these
   */
  static QueryBody parse(byte[] body, int length) throws HttpRefusal {
    try (JsonParser json = JSON.createParser(body, 0, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw bad("it is not a JSON object");
      }
      return members(json);
    } catch (IOException e) {
      throw bad(String.valueOf(e.getMessage()).lines().findFirst().orElse("it is not JSON"));
    }
  }

  private static QueryBody members(JsonParser json) throws IOException, HttpRefusal {
    String sql = null;
    String database = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_STRING) {
        throw bad("'" + name + "' is not a string");
      }
      switch (name) {
        case "sql" -> sql = json.getText();
        case "database" -> database = json.getText();
        default -> throw bad("'" + name + "' is not known");
      }
    }
    if (sql == null) {
      throw bad("'sql' is missing");
    }
    if (json.nextToken() != null) {
      throw bad("something follows the object");
    }
    return new QueryBody(sql, database);
  }

  private static HttpRefusal bad(String how) {
    return new HttpRefusal(400, "the body must be {\"sql\": \"…\"}, but " + how);
  }
}
