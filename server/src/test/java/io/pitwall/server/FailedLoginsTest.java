package io.pitwall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.config.Setting;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who guess tokens are held up, and nobody else is. */
class FailedLoginsTest {
  private static final Map<Setting, String> TWO_FAILURES =
      Map.of(Setting.MAX_FAILED_LOGINS_PER_ADDRESS, "2");

  @TempDir private Path directory;

  @Test
  void aWrongTokenPastTheLimitIsToldToWaitAndTheRightOneFromTheSameAddressIsServed()
      throws IOException {
    try (RunningServer server = RunningServer.start(directory, TWO_FAILURES)) {
      assertThat(withToken(server, "a-guess").statusCode()).isEqualTo(401);
      assertThat(withToken(server, "another-guess").statusCode()).isEqualTo(401);
      HttpResponse<String> third = withToken(server, "a-third-guess");
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValue("Retry-After")).hasValue("30");
      assertThat(third.body())
          .contains("the token is not valid", "from 127.0.0.1", "max-failed-logins-per-address");
      assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
      assertThat(server.write("t v=1 1").statusCode()).isEqualTo(204);
      assertThat(server.metric("pitwall_failed_logins_total{protocol=\"http\"}")).isEqualTo(3);
      assertThat(server.metric("pitwall_failed_logins_past_limit_total{protocol=\"http\"}"))
          .isEqualTo(1);
    }
  }

  @Test
  void theLimitOfAllClientsIsReachedAndNamedAndTheRightTokenIsServed() throws IOException {
    Map<Setting, String> oneFailure = Map.of(Setting.MAX_FAILED_LOGINS, "1");
    try (RunningServer server = RunningServer.start(directory, oneFailure)) {
      assertThat(withToken(server, "a-guess").statusCode()).isEqualTo(401);
      HttpResponse<String> second = withToken(server, "another-guess");
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.body()).contains("(limit max-failed-logins)");
      assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void guessesThatFollowOnePastTheLimitInItsConnectionAreNotLookedAt() throws IOException {
    try (RunningServer server = RunningServer.start(directory, TWO_FAILURES)) {
      StringBuilder guesses = new StringBuilder();
      for (int i = 0; i < 10; i++) {
        guesses.append("GET /metrics HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer guess-");
        guesses.append(i).append("\r\n\r\n");
      }
      String answers = server.exchangeUntilClosed(guesses.toString());
      assertThat(answers.split("HTTP/1.1 401", -1)).hasSize(3);
      assertThat(answers.split("HTTP/1.1 429", -1)).hasSize(2);
      assertThat(answers).containsIgnoringCase("Connection: close");
      assertThat(server.metric("pitwall_failed_logins_total{protocol=\"http\"}")).isEqualTo(3);
    }
  }

  @Test
  void aRequestWithoutATokenAndAPublicPathAreNoFailedLogins() throws IOException {
    try (RunningServer server = RunningServer.start(directory, TWO_FAILURES)) {
      for (int i = 0; i < 5; i++) {
        assertThat(server.send(server.plainRequest("/metrics").build()).statusCode())
            .isEqualTo(401);
        assertThat(
                server
                    .send(
                        server
                            .plainRequest("/ping")
                            .header("Authorization", "Bearer wrong")
                            .build())
                    .statusCode())
            .isEqualTo(204);
      }
      assertThat(server.metric("pitwall_failed_logins_total{protocol=\"http\"}")).isZero();
    }
  }

  @Test
  void aFailedWriteWithABodyEndsItsConnectionToo() throws IOException {
    try (RunningServer server = RunningServer.start(directory, TWO_FAILURES)) {
      withToken(server, "a-guess");
      withToken(server, "another-guess");
      String write =
          """
          POST /write HTTP/1.1\r
          Host: h\r
          Authorization: Token wrong\r
          Content-Length: 5\r
          \r
          t v=1\
          """;
      try (Socket socket = server.connect()) {
        socket.getOutputStream().write((write + write).getBytes(StandardCharsets.US_ASCII));
        String answers = RunningServer.readAll(socket.getInputStream());
        assertThat(answers).startsWith("HTTP/1.1 429");
        assertThat(answers.split("HTTP/1.1", -1)).hasSize(2);
      }
    }
  }

  private static HttpResponse<String> withToken(RunningServer server, String token) {
    return server.send(
        server.plainRequest("/metrics").header("Authorization", "Bearer " + token).build());
  }
}
