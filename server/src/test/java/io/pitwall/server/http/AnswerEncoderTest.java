package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.pitwall.server.HandMovedClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bytes of answers, by the version and wishes of the request. */
class AnswerEncoderTest {
  private static final String DATE = "Date: Thu, 01 Jan 1970 00:00:01 GMT\r\n";

  private final HandMovedClock clock = new HandMovedClock();
  private final EmbeddedChannel channel =
      EmbeddedConnection.open(
          clock,
          new ChannelOutboundHandlerAdapter(),
          EmbeddedConnection.route(
              "GET", "/empty", RequestHandler.answering(exchange -> Answer.NO_CONTENT)),
          EmbeddedConnection.route(
              "GET",
              "/text",
              RequestHandler.answering(exchange ->
                  Answer.of(200, "text/plain", "hello".getBytes(StandardCharsets.US_ASCII)))));

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
  }

  @Test
  void anEmptyAnswerHasTheDateOfItsSecond() {
    assertThat(answer("GET /empty HTTP/1.1\r\nHost: h\r\n\r\n"))
        .isEqualTo("HTTP/1.1 204 No Content\r\n" + DATE + "\r\n");
    clock.move(Duration.ofMillis(999));
    assertThat(answer("GET /empty HTTP/1.1\r\nHost: h\r\n\r\n")).contains(DATE);
    clock.move(Duration.ofDays(10).plusMillis(1));
    assertThat(answer("GET /empty HTTP/1.1\r\nHost: h\r\n\r\n"))
        .contains("Date: Sun, 11 Jan 1970 00:00:02 GMT\r\n");
  }

  @Test
  void anAnswerHasTheDateAndTheLengthOfItsBody() {
    String header =
        "HTTP/1.1 200 OK\r\n"
            + DATE
            + "Content-Type: text/plain\r\nContent-Length: 5\r\n"
            + "X-Content-Type-Options: nosniff\r\n\r\n";
    assertThat(answer("GET /text HTTP/1.1\r\nHost: h\r\n\r\n")).isEqualTo(header + "hello");
    assertThat(answer("HEAD /text HTTP/1.1\r\nHost: h\r\n\r\n")).isEqualTo(header);
  }

  @Test
  void anOlderClientIsToldThatItsConnectionStaysOpen() {
    assertThat(answer("GET /empty HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"))
        .contains("Connection: keep-alive\r\n");
    assertThat(answer("GET /text HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"))
        .contains("Connection: keep-alive\r\n");
    assertThat(answer("GET /text HTTP/1.0\r\n\r\n")).contains("Connection: close\r\n");
  }

  @Test
  void theEndOfTheConnectionIsSaid() {
    assertThat(answer("GET /empty HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
        .contains("Connection: close\r\n");
  }

  private String answer(String request) {
    channel.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    return EmbeddedConnection.sent(channel);
  }
}
