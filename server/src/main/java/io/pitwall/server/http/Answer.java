package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A whole answer to one request. Immutable. */
public final class Answer {
  /** The content type of JSON. */
  public static final String JSON = "application/json";

  /** 204 without a body. */
  public static final Answer NO_CONTENT = new Answer(204, "", new byte[0], "");

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(204, "No Content"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(408, "Request Timeout"),
          Map.entry(411, "Length Required"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"),
          Map.entry(505, "HTTP Version Not Supported"));
  private static final ByteBuf NO_CONTENT_BYTES =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final String extraHeaders;

  /**
   * @param extraHeaders each ends with CRLF
   */
  private Answer(int status, String contentType, byte[] body, String extraHeaders) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.extraHeaders = extraHeaders;
  }

  /**
   * Returns an answer with a body.
   *
   * @param body must not change afterwards
   */
  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, "");
  }

  /**
   * Returns an answer with a body of JSON.
   *
   * @param body must not change afterwards
   */
  public static Answer json(int status, byte[] body) {
    return new Answer(status, JSON, body, "");
  }

  /** Returns the same answer with one more header. */
  public Answer withHeader(String name, String value) {
    return new Answer(status, contentType, body, extraHeaders + name + ": " + value + "\r\n");
  }

  public int status() {
    return status;
  }

  /**
   * Returns the bytes on the wire.
   *
   * @param closes whether the connection ends after this answer
   * @param withoutBody for HEAD: the headers have the length of the body, which is left out
   */
  ByteBuf encode(boolean closes, boolean withoutBody) {
    if (this == NO_CONTENT && !closes) {
      return NO_CONTENT_BYTES.duplicate();
    }
    StringBuilder head = statusLine(status);
    if (status != 204) {
      head.append("Content-Type: ").append(contentType).append("\r\n");
      head.append("Content-Length: ").append(body.length).append("\r\n");
      head.append("X-Content-Type-Options: nosniff\r\n");
    }
    head.append(extraHeaders);
    if (closes) {
      head.append("Connection: close\r\n");
    }
    byte[] headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    return withoutBody
        ? Unpooled.wrappedBuffer(headBytes)
        : Unpooled.wrappedBuffer(headBytes, body);
  }

  /** Returns the status line and headers of an answer whose body follows in chunks. */
  static ByteBuf chunkedHead(int status, String contentType, boolean closes) {
    StringBuilder head = statusLine(status);
    head.append("Content-Type: ").append(contentType).append("\r\n");
    head.append("Transfer-Encoding: chunked\r\nX-Content-Type-Options: nosniff\r\n");
    if (closes) {
      head.append("Connection: close\r\n");
    }
    return Unpooled.wrappedBuffer(
        head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static StringBuilder statusLine(int status) {
    String reason = REASONS.getOrDefault(status, "Status");
    return new StringBuilder(192)
        .append("HTTP/1.1 ")
        .append(status)
        .append(' ')
        .append(reason)
        .append("\r\n");
  }
}
