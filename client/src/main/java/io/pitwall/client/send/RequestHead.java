package io.pitwall.client.send;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The head of a POST request, built once; only its content length is written anew. Owned by one
 * thread.
 */
public final class RequestHead {
  private static final int TAIL_BYTES = 32;
  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private final ByteBuffer head;
  private final int fixedLength;
  private final byte[] digits = new byte[20];

  /**
   * Builds everything but the content length.
   *
   * @param host for the Host header, with the port
   * @param path the path and query, starting with a slash
   * @param headers further headers in their order; not Content-Length
   * @throws IllegalArgumentException if the path or a header holds a line break, or the path a
   *     blank
   */
  public RequestHead(String host, String path, Map<String, String> headers) {
    if (!path.startsWith("/") || path.indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "a request path starts with / and holds no blank: '" + path + "'");
    }
    StringBuilder text = new StringBuilder();
    text.append("POST ").append(checked(path)).append(" HTTP/1.1\r\nHost: ").append(checked(host));
    headers.forEach(
        (k, v) -> text.append("\r\n").append(checked(k)).append(": ").append(checked(v)));
    text.append("\r\nContent-Length: ");
    byte[] fixed = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    fixedLength = fixed.length;
    head = ByteBuffer.allocateDirect(fixedLength + TAIL_BYTES).put(fixed);
  }

  /** The head for a body of so many bytes, ready to be read; valid until the next call. */
  public ByteBuffer withContentLength(long bodyBytes) {
    head.limit(head.capacity()).position(fixedLength);
    int at = digits.length;
    long rest = bodyBytes;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return head.put(digits, at, digits.length - at).put(END).flip();
  }

  private static String checked(String text) {
    if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a header may not hold a line break: '" + text + "'");
    }
    return text;
  }
}
