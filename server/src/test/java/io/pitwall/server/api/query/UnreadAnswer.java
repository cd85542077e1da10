package io.pitwall.server.api.query;

import io.pitwall.server.RunningServer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that asks over HTTP for more than sockets hold, and does not read the answer. */
public final class UnreadAnswer implements Closeable {
  /** The rows of the table. */
  public static final int TABLE_ROWS = 36_000;

  private static final int ROW_BYTES = 2_000;
  private static final int BODIES = 3;
  private static final int ROWS = TABLE_ROWS / BODIES;

  private final Socket socket = new Socket();

  /** Asks, and waits until the answer has begun. */
  public UnreadAnswer(RunningServer server) throws IOException {
    socket.setReceiveBufferSize(16 << 10);
    socket.setSoTimeout(20_000);
    socket.connect(server.server().httpAddress());
    String body = "{\"sql\":\"SELECT text, n FROM large\",\"database\":\"d\"}";
    String head =
        "POST /api/v1/query HTTP/1.1\r\nHost: h\r\nx-api-key: "
            + RunningServer.TOKEN
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    byte[] status = socket.getInputStream().readNBytes(15);
    if (!new String(status, StandardCharsets.US_ASCII).equals("HTTP/1.1 200 OK")) {
      throw new IllegalStateException(new String(status, StandardCharsets.US_ASCII));
    }
  }

  /** Writes the table whose answer is too large for the buffers of sockets. */
  public static void writeTable(RunningServer server) {
    String text = "x".repeat(ROW_BYTES);
    for (int body = 0; body < BODIES; body++) {
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < ROWS; i++) {
        int n = body * ROWS + i;
        lines.append("large text=\"").append(text).append("\",n=").append(n).append("i ");
        lines.append(n + 1).append('\n');
      }
      int status = server.write(lines.toString()).statusCode();
      if (status != 204) {
        throw new IllegalStateException("the table was not written: " + status);
      }
    }
  }

  /** Everything that is still to come. */
  public String readToEnd() throws IOException {
    return RunningServer.readAll(socket.getInputStream());
  }

  /** Reads to the end of the answer, whose last row must be the table's. */
  public void goOn() throws IOException {
    String end = "\"row_count\":" + TABLE_ROWS;
    byte[] bytes = new byte[64 << 10];
    String tail = "";
    while (!tail.contains(end)) {
      int length = socket.getInputStream().read(bytes);
      if (length < 0) {
        throw new EOFException("the answer ends with " + tail);
      }
      String read = tail + new String(bytes, 0, length, StandardCharsets.US_ASCII);
      tail = read.substring(Math.max(0, read.length() - 100));
    }
  }

  /** Ends the connection in the middle of the answer. */
  public void goAway() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
