package io.pitwall.client.send;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The header of a POST request, built once; only its content length is written anew. Owned by one
 * thread.
 */
public final class PostHeader {
  private static final int TAIL_BYTES = 32;
  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private final ByteBuffer header;
  private final int fixedLength;
  private final byte[] digits = new byte[20];

  /**
   * Builds everything but the content length.
   *
   * @param host for the Host header, with the port
   * @param path the path and query, starting with a slash
   * @param headers further headers in their order; not Content-Length
   * @throws IllegalArgumentException if the path or a header contains a line break, or the path a
   *     blank
   */
  public PostHeader(String host, String path, Map<String, String> headers) {
    if (!path.startsWith("/") || path.indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "a request path must start with / and contain no blank: '" + path + "'");
    }
    StringBuilder text = new StringBuilder();
    text.append("POST ").append(checked(path)).append(" HTTP/1.1\r\nHost: ").append(checked(host));
    headers.forEach(
        (k, v) -> text.append("\r\n").append(checked(k)).append(": ").append(checked(v)));
    text.append("\r\nContent-Length: ");
    byte[] fixed = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    fixedLength = fixed.length;
    header = ByteBuffer.allocateDirect(fixedLength + TAIL_BYTES).put(fixed);
  }

  /** The request header for a body of this length, ready to be read; valid until the next call. */
  public ByteBuffer withContentLength(long bodyBytes) {
    header.limit(header.capacity()).position(fixedLength);
    int at = digits.length;
    long rest = bodyBytes;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return header.put(digits, at, digits.length - at).put(END).flip();
  }

  private static String checked(String text) {
    if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a header must not contain a line break: '" + text + "'");
    }
    return text;
  }
}
