package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that sends requests and does not read their answers. */
class UnreadAnswersTest {
  private static final byte[] REQUEST = ascii("GET /health HTTP/1.1\r\nHost: h\r\n\r\n");
  private static final byte[] LAST_REQUEST =
      ascii("GET /ping HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  private static final int REQUESTS_AT_ONCE = 1_000;
  private static final long MANY_REQUESTS = 3_000_000;

  /** Longer than any socket takes to send on what it has room for. */
  private static final int MAX_IDLE_MILLIS = 1_000;

  @TempDir private Path directory;

  @Test
  void requestsWaitUntilTheirClientReadsAndAreAllAnsweredThen() throws Exception {
    try (RunningServer server = RunningServer.start(directory, Map.of());
        SocketChannel client = SocketChannel.open(server.server().httpAddress())) {
      long sentBytes = sendUntilNoMoreIsTaken(client);
      assertThat(sentBytes).isLessThan(MANY_REQUESTS * REQUEST.length / 2);
      CompletableFuture<Long> answers =
          CompletableFuture.supplyAsync(() -> answers(client.socket()));
      int begun = (int) (sentBytes % REQUEST.length);
      sendAll(client, ByteBuffer.wrap(REQUEST).position(begun));
      sendAll(client, ByteBuffer.wrap(LAST_REQUEST));
      assertThat(answers.get(60, TimeUnit.SECONDS)).isEqualTo(sentBytes / REQUEST.length + 1);
    }
  }

  private static long sendUntilNoMoreIsTaken(SocketChannel client) throws Exception {
    client.configureBlocking(false);
    ByteBuffer block = ByteBuffer.allocate(REQUESTS_AT_ONCE * REQUEST.length);
    while (block.hasRemaining()) {
      block.put(REQUEST);
    }
    long sentBytes = 0;
    int idleMillis = 0;
    while (idleMillis < MAX_IDLE_MILLIS && sentBytes < MANY_REQUESTS * REQUEST.length) {
      if (!block.hasRemaining()) {
        block.rewind();
      }
      int written = client.write(block);
      sentBytes += written;
      idleMillis = written > 0 ? 0 : idleMillis + 10;
      Thread.sleep(written > 0 ? 0 : 10);
    }
    client.configureBlocking(true);
    return sentBytes;
  }

  private static void sendAll(SocketChannel client, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      client.write(bytes);
    }
  }

  private static long answers(Socket socket) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      return lines.lines().filter(line -> line.endsWith("HTTP/1.1 200 OK")).count();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
