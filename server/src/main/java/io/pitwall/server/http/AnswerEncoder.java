package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pitwall.storage.runtime.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes the bytes of answers: status line, headers, body (RFC 9112). The lines that change only
 * with the time are made once per second. Safe for all threads.
 */
final class AnswerEncoder {
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
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final int NO_CONTENT_STATUS = 204;

  private final Clock clock;
  private volatile SecondsBytes lastSecond;

  /**
   * What stays the same for a second.
   *
   * @param second since 1970
   * @param dateLine the header with its CRLF
   * @param noContent the whole most frequent answer; only duplicates of it are written
   */
  private record SecondsBytes(long second, String dateLine, ByteBuf noContent) {
    static SecondsBytes of(long second) {
      String dateLine = "Date: " + DATE.format(Instant.ofEpochSecond(second)) + "\r\n";
      byte[] noContent = bytes(statusLine(NO_CONTENT_STATUS).append(dateLine));
      return new SecondsBytes(
          second, dateLine, Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(noContent)));
    }
  }

  /** Takes the time of the header Date from a clock. */
  AnswerEncoder(Clock clock) {
    this.clock = clock;
    this.lastSecond = SecondsBytes.of(second());
  }

  /** Returns a whole answer; without its body, but with the length of it, for HEAD. */
  ByteBuf whole(Answer answer, Exchange exchange) {
    RequestHeader request = exchange.header();
    if (answer == Answer.NO_CONTENT && !exchange.closes() && request.isNewest()) {
      return now().noContent.duplicate();
    }
    StringBuilder lines = statusLine(answer.status()).append(now().dateLine);
    if (answer.status() != NO_CONTENT_STATUS) {
      lines.append("Content-Type: ").append(answer.contentType()).append("\r\n");
      lines.append("Content-Length: ").append(answer.body().length).append("\r\n");
      lines.append("X-Content-Type-Options: nosniff\r\n");
    }
    lines.append(answer.extraHeaders());
    connection(lines, exchange);
    return request.method().equals("HEAD")
        ? Unpooled.wrappedBuffer(bytes(lines))
        : Unpooled.wrappedBuffer(bytes(lines), answer.body());
  }

  /**
   * Returns the status line and headers of an answer whose body follows in pieces: as chunks, or up
   * to the end of the connection for a client that does not know chunks.
   */
  ByteBuf streamHeader(int status, String contentType, Exchange exchange) {
    StringBuilder lines = statusLine(status).append(now().dateLine);
    lines.append("Content-Type: ").append(contentType).append("\r\n");
    if (exchange.header().isNewest()) {
      lines.append("Transfer-Encoding: chunked\r\n");
    }
    lines.append("X-Content-Type-Options: nosniff\r\n");
    connection(lines, exchange);
    return Unpooled.wrappedBuffer(bytes(lines));
  }

  /** A client of HTTP/1.0 that asked to keep the connection waits for its end unless told so. */
  private static void connection(StringBuilder lines, Exchange exchange) {
    if (exchange.closes()) {
      lines.append("Connection: close\r\n");
    } else if (!exchange.header().isNewest()) {
      lines.append("Connection: keep-alive\r\n");
    }
  }

  private static StringBuilder statusLine(int status) {
    return new StringBuilder(256)
        .append("HTTP/1.1 ")
        .append(status)
        .append(' ')
        .append(REASONS.getOrDefault(status, "Status"))
        .append("\r\n");
  }

  /** Ends the headers. */
  private static byte[] bytes(StringBuilder lines) {
    return lines.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private SecondsBytes now() {
    long second = second();
    SecondsBytes current = lastSecond;
    if (current.second != second) {
      current = SecondsBytes.of(second);
      lastSecond = current;
    }
    return current;
  }

  private long second() {
    return Math.floorDiv(clock.nanosSinceEpoch(), TimeUnit.SECONDS.toNanos(1));
  }
}
