package io.pitwall.client.send;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Reads HTTP/1.1 responses from a blocking channel, however their bytes are split. Owned by one
 * thread.
 *
 * <p>Understands content length, chunks, bodies that end with the connection, and skips 1xx
 * answers. Headers other than those for length, connection and Retry-After are ignored.
 */
final class ResponseReader {
  /** The longest status or header line taken. */
  static final int MAX_LINE_BYTES = 16 << 10;

  /** The most header lines taken in one answer. */
  static final int MAX_HEADER_LINES = 256;

  private static final long UNTIL_CLOSE = -1;

  private static final byte[] CONTENT_LENGTH = ascii("content-length:");
  private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding:");
  private static final byte[] CONNECTION = ascii("connection:");
  private static final byte[] RETRY_AFTER = ascii("retry-after:");

  private final ReadableByteChannel channel;
  private final ByteBuffer in = ByteBuffer.allocateDirect(64 << 10).limit(0);
  private final byte[] line = new byte[MAX_LINE_BYTES];
  private int lineLength;
  private long contentLength;
  private boolean chunked;

  ResponseReader(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * Blocks until one whole answer has been read.
   *
   * @throws EOFException if the server closed the connection before or within the answer
   * @throws ProtocolException if what came is not HTTP/1.x
   */
  void read(HttpResponse response) throws IOException {
    do {
      readHead(response);
    } while (response.status() / 100 == 1);
    if (response.status() == 204 || response.status() == 304) {
      return;
    }
    if (chunked) {
      readChunks(response);
    } else if (contentLength == UNTIL_CLOSE) {
      response.markClosing();
      readUntilClose(response);
    } else {
      readBytes(contentLength, response);
    }
  }

  private void readHead(HttpResponse response) throws IOException {
    readLine();
    if (lineLength < 12 || line[0] != 'H' || line[4] != '/' || line[5] != '1' || line[8] != ' ') {
      throw new ProtocolException("not an HTTP/1.1 status line: " + lineText());
    }
    int status = 0;
    for (int i = 9; i < 12; i++) {
      int digit = line[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new ProtocolException("not an HTTP/1.1 status line: " + lineText());
      }
      status = status * 10 + digit;
    }
    response.start(status);
    contentLength = UNTIL_CLOSE;
    chunked = false;
    int headerLines = 0;
    for (readLine(); lineLength > 0; readLine()) {
      if (++headerLines > MAX_HEADER_LINES) {
        throw new ProtocolException("more than " + MAX_HEADER_LINES + " header lines");
      }
      readHeader(response);
    }
  }

  private void readHeader(HttpResponse response) throws IOException {
    if (lineStartsWith(CONTENT_LENGTH)) {
      contentLength = number(CONTENT_LENGTH.length, 10);
    } else if (lineStartsWith(TRANSFER_ENCODING)) {
      chunked = valueAfter(TRANSFER_ENCODING).equalsIgnoreCase("chunked");
    } else if (lineStartsWith(CONNECTION)) {
      if (valueAfter(CONNECTION).equalsIgnoreCase("close")) {
        response.markClosing();
      }
    } else if (lineStartsWith(RETRY_AFTER)) {
      response.retryAfterMillis(retryAfterMillis(valueAfter(RETRY_AFTER)));
    }
  }

  /** Seconds or an HTTP date (RFC 9110 §10.2.3); anything else counts as not sent. */
  private static long retryAfterMillis(String value) {
    if (!value.isEmpty()
        && value.length() <= 9
        && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Long.parseLong(value) * 1000;
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Math.max(0, Duration.between(ZonedDateTime.now(date.getZone()), date).toMillis());
    } catch (DateTimeParseException e) {
      return HttpResponse.NO_RETRY_AFTER;
    }
  }

  private void readChunks(HttpResponse response) throws IOException {
    while (true) {
      readLine();
      long size = number(0, 16);
      if (size == 0) {
        break;
      }
      readBytes(size, response);
      readLine();
    }
    do {
      readLine(); // trailers
    } while (lineLength > 0);
  }

  private void readUntilClose(HttpResponse response) throws IOException {
    while (in.hasRemaining() || fill()) {
      response.appendBody(in.get());
    }
  }

  private void readBytes(long count, HttpResponse response) throws IOException {
    for (long left = count; left > 0; left--) {
      response.appendBody(next());
    }
  }

  private void readLine() throws IOException {
    lineLength = 0;
    for (byte c = next(); c != '\n'; c = next()) {
      if (lineLength == line.length) {
        throw new ProtocolException("a header line is longer than " + MAX_LINE_BYTES + " bytes");
      }
      line[lineLength++] = c;
    }
    if (lineLength > 0 && line[lineLength - 1] == '\r') {
      lineLength--;
    }
  }

  private byte next() throws IOException {
    if (!in.hasRemaining() && !fill()) {
      throw new EOFException("the server closed the connection before its answer was whole");
    }
    return in.get();
  }

  private boolean fill() throws IOException {
    in.clear();
    int count = channel.read(in);
    in.flip();
    return count >= 0;
  }

  private boolean lineStartsWith(byte[] lowerCaseName) {
    if (lineLength < lowerCaseName.length) {
      return false;
    }
    for (int i = 0; i < lowerCaseName.length; i++) {
      int c = line[i] >= 'A' && line[i] <= 'Z' ? line[i] + 32 : line[i];
      if (c != lowerCaseName[i]) {
        return false;
      }
    }
    return true;
  }

  private String valueAfter(byte[] name) {
    return new String(line, name.length, lineLength - name.length, StandardCharsets.ISO_8859_1)
        .trim();
  }

  /**
   * The number that starts after blanks at {@code from} and ends with the line, a blank or a
   * semicolon.
   */
  private long number(int from, int radix) throws IOException {
    int at = from;
    while (at < lineLength && line[at] == ' ') {
      at++;
    }
    long value = 0;
    int start = at;
    for (; at < lineLength && line[at] != ' ' && line[at] != ';'; at++) {
      int digit = Character.digit(line[at], radix);
      if (digit < 0 || at - start > 14) {
        throw new ProtocolException("not a length: " + lineText());
      }
      value = value * radix + digit;
    }
    if (at == start) {
      throw new ProtocolException("not a length: " + lineText());
    }
    return value;
  }

  private String lineText() {
    return new String(line, 0, Math.min(lineLength, 200), StandardCharsets.ISO_8859_1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
