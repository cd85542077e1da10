package io.pitwall.benchmarks.campaign.abuse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Requests as bytes and answers as text on one connection. It reads what a right server sends:
 * answers with a length, in chunks, or up to the end of the connection.
 */
final class AbuseHttp implements AutoCloseable {
  private static final String END_OF_HEADER = "\r\n\r\n";
  private static final int CHUNK_BYTES = 64 * 1024;

  private final AbuseSocket socket;
  private final ByteBuffer received = ByteBuffer.allocate(CHUNK_BYTES).flip();

  AbuseHttp(AbuseSocket socket) {
    this.socket = socket;
  }

  /** The connection below. */
  AbuseSocket socket() {
    return socket;
  }

  /**
   * Sends a request and reads the answer. A server may answer before it has read everything, and
   * end the connection then.
   */
  AbuseAnswer ask(byte[] request) throws IOException {
    try {
      socket.write(request);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return answer(); // the reason may have come before the end
    }
    return answer();
  }

  /** Reads the next answer. */
  AbuseAnswer answer() throws IOException {
    StringBuilder header = new StringBuilder();
    try {
      while (!endsWith(header, END_OF_HEADER)) {
        int next = next();
        if (next < 0) {
          return AbuseAnswer.closed();
        }
        header.append((char) next);
      }
      return new AbuseAnswer(status(header), body(header.toString().toLowerCase(Locale.ROOT)));
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return AbuseAnswer.closed();
    }
  }

  private static String status(StringBuilder header) {
    String[] words = header.substring(0, header.indexOf("\r\n")).split(" ", 3);
    return words.length > 1 && words[0].startsWith("HTTP/1.") ? words[1] : "no HTTP answer";
  }

  private String body(String header) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (header.contains("\r\ntransfer-encoding: chunked")) {
      for (int length = chunkLength(); length > 0; length = chunkLength()) {
        take(length, body);
        line();
      }
      line();
    } else {
      take(contentLength(header), body);
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private int chunkLength() throws IOException {
    String line = line();
    return line.isEmpty() ? 0 : Integer.parseInt(line, 16);
  }

  private static int contentLength(String header) {
    String name = "\r\ncontent-length: ";
    int from = header.indexOf(name);
    return from < 0
        ? 0
        : Integer.parseInt(
            header.substring(from + name.length(), header.indexOf("\r\n", from + 2)).strip());
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (!endsWith(line, "\r\n")) {
      int next = next();
      if (next < 0) {
        throw new IOException("the answer was cut");
      }
      line.append((char) next);
    }
    return line.substring(0, line.length() - 2);
  }

  private void take(int length, ByteArrayOutputStream body) throws IOException {
    for (int i = 0; i < length; i++) {
      int next = next();
      if (next < 0) {
        throw new IOException("the answer was cut");
      }
      body.write(next);
    }
  }

  private int next() throws IOException {
    if (!received.hasRemaining()) {
      received.clear();
      int count = socket.read(received);
      received.flip();
      if (count < 0) {
        return -1;
      }
    }
    return received.get() & 0xFF;
  }

  private static boolean endsWith(StringBuilder text, String end) {
    int from = text.length() - end.length();
    return from >= 0 && text.indexOf(end, from) == from;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
