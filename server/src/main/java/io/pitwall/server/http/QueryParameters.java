package io.pitwall.server.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request. All are checked at once, so that no handler sees a request
 * with a wrong one; a value is decoded when it is asked for. Immutable.
 */
final class QueryParameters {
  static final QueryParameters NONE = new QueryParameters(new byte[0], Map.of());

  private final byte[] bytes;
  private final Map<String, Span> values;

  /** Where an encoded value starts and ends in the request header. */
  private record Span(int from, int to) {}

  private QueryParameters(byte[] bytes, Map<String, Span> values) {
    this.bytes = bytes;
    this.values = values;
  }

  /**
   * Checks the query in {@code bytes[from, to)}, which must not change afterwards.
   *
   * @throws HttpRefusal 400 if a parameter occurs twice or is wrongly encoded
   */
  static QueryParameters parse(byte[] bytes, int from, int to) throws HttpRefusal {
    if (from == to) {
      return NONE;
    }
    Map<String, Span> values = new HashMap<>();
    int start = from;
    while (start < to) {
      int end = indexOf(bytes, '&', start, to);
      if (end > start) {
        add(values, bytes, start, end);
      }
      start = end + 1;
    }
    return new QueryParameters(bytes, values);
  }

  private static void add(Map<String, Span> values, byte[] bytes, int from, int to)
      throws HttpRefusal {
    int equals = indexOf(bytes, '=', from, to);
    String name = TargetText.decode(bytes, from, equals, true);
    Span value = new Span(Math.min(equals + 1, to), to);
    TargetText.check(bytes, value.from(), value.to(), true);
    if (values.put(name, value) != null) {
      throw new HttpRefusal(400, "the query parameter '" + name + "' occurs twice");
    }
  }

  /** The first place of a byte in {@code bytes[from, to)}, or {@code to}. */
  private static int indexOf(byte[] bytes, char wanted, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** The decoded value of a parameter, empty if it has no {@code =}, null if it was not sent. */
  @Nullable String get(String name) {
    Span value = values.get(name);
    return value == null ? null : TargetText.decodeChecked(bytes, value.from(), value.to(), true);
  }
}
