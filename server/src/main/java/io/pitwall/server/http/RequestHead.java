package io.pitwall.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request's line and headers, checked. Immutable.
 *
 * @param method as sent, such as {@code POST}
 * @param path percent-decoded, without the query
 * @param parameters of the query, decoded
 * @param headerNames in lower case, in their order
 * @param headerValues without blanks around them, in the same order
 * @param contentLength −1 if there is none
 * @param chunked whether the body comes in chunks
 * @param keepAlive whether the connection may go on after the answer
 * @param expectsContinue whether the client waits for leave to send the body
 */
public record RequestHead(
    String method,
    String path,
    Map<String, String> parameters,
    List<String> headerNames,
    List<String> headerValues,
    long contentLength,
    boolean chunked,
    boolean keepAlive,
    boolean expectsContinue) {

  /** The header's value, or null; the first if it is there more than once. */
  public @Nullable String header(String lowerCaseName) {
    int at = headerNames.indexOf(lowerCaseName);
    return at < 0 ? null : headerValues.get(at);
  }

  /** All values of a header. */
  public List<String> headers(String lowerCaseName) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < headerNames.size(); i++) {
      if (headerNames.get(i).equals(lowerCaseName)) {
        values.add(headerValues.get(i));
      }
    }
    return values;
  }

  public @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  public boolean hasBody() {
    return chunked || contentLength > 0;
  }
}
