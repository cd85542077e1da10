package io.pitwall.client.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HttpConnectionTest {
  private final HttpResponse response = new HttpResponse();

  @Test
  void sendsTheHeadersAndTheBodyOfEveryRequestOverOneConnection() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer t");
    PostHeader header = new PostHeader("h:1", "/write?precision=ns", headers);
    try (LoopbackServer server = LoopbackServer.answering(LoopbackServer.NO_CONTENT);
        HttpConnection connection = HttpConnection.connect(server.address(), 1, 5_000)) {
      connection.exchange(
          new ByteBuffer[] {header.withContentLength(5), direct("hel"), direct("lo")}, response);
      assertThat(response.status()).isEqualTo(204);
      assertThat(response.isSuccess()).isTrue();
      assertThat(response.latencyNanos()).isPositive();
      connection.exchange(new ByteBuffer[] {header.withContentLength(0), direct("")}, response);

      assertThat(server.requests())
          .extracting(LoopbackServer.Request::connection)
          .containsExactly(0, 0);
      assertThat(server.requests())
          .extracting(LoopbackServer.Request::text)
          .containsExactly("hello", "");
      assertThat(server.requests().getFirst().header())
          .isEqualTo(
              String.join(
                  "\r\n",
                  "POST /write?precision=ns HTTP/1.1",
                  "Host: h:1",
                  "Authorization: Bearer t",
                  "Content-Length: 5",
                  "",
                  ""));
    }
  }

  @Test
  void readsAnAnswerHoweverItIsSplit() throws IOException {
    String answer = "HTTP/1.1 400 Bad Request\r\nContent-Type: x\r\nContent-Length: 5\r\n\r\nwrong";
    List<String> bytes = answer.chars().mapToObj(Character::toString).toList();
    try (LoopbackServer server = new LoopbackServer(request -> bytes)) {
      assertThat(exchange(server).bodyText()).isEqualTo("wrong");
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.isSuccess()).isFalse();
    }
  }

  @Test
  void readsChunksInterimAnswersAndTrailers() throws IOException {
    String answer =
        String.join(
            "\r\n",
            "HTTP/1.1 100 Continue",
            "",
            "HTTP/1.1 200 OK",
            "TRANSFER-ENCODING: chunked",
            "",
            "3;x=y",
            "abc",
            "A",
            "0123456789",
            "0",
            "Trailer: t",
            "",
            "");
    try (LoopbackServer server = LoopbackServer.answering(answer)) {
      assertThat(exchange(server).bodyText()).isEqualTo("abc0123456789");
    }
  }

  @Test
  void readsABodyThatEndsWithTheConnection() throws IOException {
    try (LoopbackServer server =
        new LoopbackServer(
            request -> List.of("HTTP/1.0 200 OK\r\nConnection: close\r\n\r\nall of it"))) {
      assertThat(exchange(server).bodyText()).isEqualTo("all of it");
      assertThat(response.isClosing()).isTrue();
    }
  }

  @Test
  void readsRetryAfterInSecondsAndAsADate() throws IOException {
    String start = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nRetry-After: ";
    try (LoopbackServer server = LoopbackServer.answering(start + "3\r\n\r\n")) {
      assertThat(exchange(server).retryAfterMillis()).isEqualTo(3000);
    }
    try (LoopbackServer server =
        LoopbackServer.answering(start + "Tue, 3 Jun 2008 11:05:30 GMT\r\n\r\n")) {
      assertThat(exchange(server).retryAfterMillis()).isZero();
    }
    try (LoopbackServer server = LoopbackServer.answering(start + "soon\r\n\r\n")) {
      assertThat(exchange(server).retryAfterMillis()).isEqualTo(HttpResponse.NO_RETRY_AFTER);
    }
  }

  @Test
  void keepsOnlyTheStartOfALongBodyAndStaysInStep() throws IOException {
    String body = "x".repeat(HttpResponse.MAX_KEPT_BODY_BYTES + 1000);
    String answer = "HTTP/1.1 500 No\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    try (LoopbackServer server = LoopbackServer.answering(answer);
        HttpConnection connection = HttpConnection.connect(server.address(), 1, 5_000)) {
      for (int i = 0; i < 2; i++) {
        connection.exchange(request("a"), response);
        assertThat(response.bodyText()).hasSize(HttpResponse.MAX_KEPT_BODY_BYTES);
      }
    }
  }

  @Test
  void answersOfPipelinedRequestsComeInOrder() throws IOException {
    try (LoopbackServer server =
            new LoopbackServer(request ->
                List.of("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + request.text()));
        HttpConnection connection = HttpConnection.connect(server.address(), 3, 5_000)) {
      for (String text : List.of("a", "b", "c")) {
        connection.send(request(text));
      }
      assertThat(connection.inFlight()).isEqualTo(3);
      assertThatThrownBy(() -> connection.send(request("d")))
          .isInstanceOf(IllegalStateException.class);
      for (String text : List.of("a", "b", "c")) {
        connection.receive(response);
        assertThat(response.bodyText()).isEqualTo(text);
      }
      assertThatThrownBy(() -> connection.receive(response))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void saysThatTheServerClosedBeforeItAnswered() throws IOException {
    try (LoopbackServer server = new LoopbackServer(request -> null)) {
      assertThatThrownBy(() -> exchange(server))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("closed the connection");
    }
    try (LoopbackServer server =
        LoopbackServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nConnection: close\r\n\r\nshort")) {
      assertThatThrownBy(() -> exchange(server)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void refusesWhatIsNotHttp() throws IOException {
    for (String answer :
        List.of(
            "SSH-2.0-OpenSSH_9\r\n\r\n",
            "HTTP/1.1 2x4 No\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: " + "x".repeat(ResponseReader.MAX_LINE_BYTES) + "\r\n\r\n",
            "HTTP/1.1 200 OK\r\n"
                + "X: y\r\n".repeat(ResponseReader.MAX_HEADER_LINES + 1)
                + "\r\n")) {
      try (LoopbackServer server = LoopbackServer.answering(answer)) {
        assertThatThrownBy(() -> exchange(server)).isInstanceOf(ProtocolException.class);
      }
    }
  }

  @Test
  void closingFromAnotherThreadEndsABlockedRead() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (LoopbackServer server =
        new LoopbackServer(request -> {
          arrived.countDown();
          Thread.sleep(60_000);
          return null;
        })) {
      HttpConnection connection = HttpConnection.connect(server.address(), 1, 5_000);
      Thread closer = Thread.ofPlatform().start(() -> closeAfter(arrived, connection));
      assertThatThrownBy(() -> connection.exchange(request("a"), response))
          .isInstanceOf(IOException.class);
      closer.join();
    }
  }

  private static void closeAfter(CountDownLatch arrived, HttpConnection connection) {
    try (connection) {
      arrived.await();
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesHeadersAndPathsThatWouldBreakTheRequest() {
    assertThatThrownBy(() -> new PostHeader("h", "/a", Map.of("X", "a\r\nY: b")))
        .hasMessageContaining("line break");
    assertThatThrownBy(() -> new PostHeader("h", "/a b", Map.of()))
        .hasMessageContaining("no blank");
    assertThatThrownBy(() -> new PostHeader("h", "a", Map.of()))
        .hasMessageContaining("start with /");
  }

  private HttpResponse exchange(LoopbackServer server) throws IOException {
    try (HttpConnection connection = HttpConnection.connect(server.address(), 1, 5_000)) {
      connection.exchange(request("a"), response);
    }
    return response;
  }

  private static ByteBuffer[] request(String body) {
    PostHeader header = new PostHeader("h", "/", Map.of());
    return new ByteBuffer[] {header.withContentLength(body.length()), direct(body)};
  }

  private static ByteBuffer direct(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }
}
