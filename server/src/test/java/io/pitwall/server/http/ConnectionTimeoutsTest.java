package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.pitwall.server.HandMovedClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timeouts of one connection, in time that the test moves. */
class ConnectionTimeoutsTest {
  private static final String PING = "GET /ping HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String WRITE =
      "POST /write HTTP/1.1\r\nHost: h\r\nContent-Length: 9000\r\n\r\n";

  private final HandMovedClock clock = new HandMovedClock();
  private final Client client = new Client();
  private final List<Exchange> slow = new ArrayList<>();
  private final EmbeddedChannel channel = open();

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
  }

  @Test
  void aConnectionWithoutARequestIsClosedWhenItsTimeIsOver() {
    send(PING);
    pass(Duration.ofSeconds(119));
    assertThat(channel.isOpen()).isTrue();
    pass(Duration.ofSeconds(2));
    assertThat(channel.isOpen()).isFalse();
    assertThat(sent()).startsWith("HTTP/1.1 204").doesNotContain("408");
  }

  @Test
  void theTimeWithoutARequestBeginsWithTheAnswerToTheLastOne() {
    send(PING.replace("/ping", "/slow"));
    pass(Duration.ofMinutes(5));
    slow.get(0).answer(Answer.NO_CONTENT);
    pass(Duration.ofSeconds(119));
    assertThat(channel.isOpen()).isTrue();
    pass(Duration.ofSeconds(2));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void headersThatDoNotComeAreAnsweredWith408() {
    send("GET /pi");
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(9));
    assertThat(sent()).isEmpty();
    pass(Duration.ofSeconds(3));
    assertThat(sent()).startsWith("HTTP/1.1 408").contains("header-timeout", "Connection: close");
  }

  @Test
  void aBodyThatMayNotBeSentYetIsNotMissed() {
    send(PING.replace("/ping", "/slow"));
    send(WRITE.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
    pass(Duration.ofSeconds(40));
    pass(Duration.ofSeconds(1));
    assertThat(sent()).isEmpty();
    slow.get(0).answer(Answer.NO_CONTENT);
    assertThat(sent()).startsWith("HTTP/1.1 204").endsWith("HTTP/1.1 100 Continue\r\n\r\n");
    pass(Duration.ofSeconds(29));
    assertThat(sent()).isEmpty();
    pass(Duration.ofSeconds(2));
    assertThat(sent()).startsWith("HTTP/1.1 408").contains("body-timeout");
  }

  @Test
  void eachOfManyPipelinedRequestsHasATimeOfItsOwn() {
    send("GET /pi");
    for (int i = 0; i < 30; i++) {
      pass(Duration.ofSeconds(1));
      send(PING.substring("GET /pi".length()) + "GET /pi");
    }
    assertThat(sent()).doesNotContain("408");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aBodyThatIsSilentIsAnsweredWith408() {
    send(WRITE + "x");
    pass(Duration.ofSeconds(29));
    send("x");
    pass(Duration.ofSeconds(1));
    assertThat(sent()).isEmpty();
    pass(Duration.ofSeconds(31));
    assertThat(sent()).startsWith("HTTP/1.1 408").contains("body-timeout");
  }

  @Test
  void aBodyThatTricklesIsAnsweredWith408AlthoughItIsNeverSilent() {
    send(WRITE);
    for (int i = 0; i < 31; i++) {
      send("x");
      pass(Duration.ofSeconds(1));
    }
    assertThat(sent()).startsWith("HTTP/1.1 408").contains("body-timeout");
  }

  @Test
  void aBodyThatComesFastEnoughMayTakeLongerThanTheTimeout() {
    send(WRITE.replace("9000", "200000"));
    for (int i = 0; i < 50; i++) {
      send("x".repeat(2000));
      pass(Duration.ofSeconds(1));
    }
    assertThat(sent()).isEmpty();
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void aClientThatReadsNothingIsClosedWhenItsTimeIsOver() {
    client.reads = false;
    send(PING);
    pass(Duration.ofSeconds(1));
    pass(Duration.ofSeconds(30));
    assertThat(channel.isOpen()).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aClientThatReadsSlowlyMayTakeAnHour() {
    client.reads = false;
    send(PING.repeat(1000));
    for (int i = 0; i < 180; i++) {
      pass(Duration.ofSeconds(20));
      assertThat(channel.isOpen()).isTrue();
      client.takes(100);
    }
  }

  @Test
  void aConnectionThatClosesIsNotKeptOpenByAClientThatSendsAndDoesNotRead() {
    client.reads = false;
    send("not http\r\n\r\n");
    for (int i = 0; i < 30; i++) {
      assertThat(channel.isOpen()).isTrue();
      send("x");
      pass(Duration.ofSeconds(1));
    }
    pass(Duration.ofSeconds(1));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aConnectionThatClosesIsNotKeptOpenByAClientThatReadsAByteAtATime() {
    client.reads = false;
    send("not http\r\n\r\n");
    for (int i = 0; i < 30; i++) {
      assertThat(channel.isOpen()).isTrue();
      client.takes(1);
      pass(Duration.ofSeconds(1));
    }
    pass(Duration.ofSeconds(1));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aClientThatReadsNothingIsNotServedFurther() {
    client.reads = false;
    send(PING.repeat(100_000));
    long waiting = channel.unsafe().outboundBuffer().totalPendingWriteBytes();
    assertThat(waiting).isBetween(60_000L, 70_000L);
    client.reads = true;
    channel.flush();
    channel.runPendingTasks();
    assertThat(sent().split("204 No Content", -1)).hasSize(100_001);
  }

  @Test
  void noMoreRequestsOfOneReadAreBegunThanMayWaitForAnswers() {
    send(PING.replace("/ping", "/slow").repeat(25));
    assertThat(slow).hasSize(10);
    slow.get(1).answer(Answer.NO_CONTENT);
    assertThat(slow).hasSize(10);
    slow.get(0).answer(Answer.NO_CONTENT);
    assertThat(slow).hasSize(12);
    for (int i = 2; i < 25; i++) {
      slow.get(i).answer(Answer.NO_CONTENT);
    }
    assertThat(sent().split("204 No Content", -1)).hasSize(26);
  }

  /** Takes the bytes of answers, or leaves them to the connection. */
  private final class Client extends ChannelOutboundHandlerAdapter {
    private boolean reads = true;

    @Override
    public void flush(ChannelHandlerContext context) {
      if (reads) {
        context.flush();
      } else {
        channel.unsafe().outboundBuffer().addFlush();
      }
    }

    void takes(long bytes) {
      channel.unsafe().outboundBuffer().removeBytes(bytes);
    }
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  /** Moves the time and has the connection look at it. */
  private void pass(Duration time) {
    clock.move(time);
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  private String sent() {
    return EmbeddedConnection.sent(channel);
  }

  private EmbeddedChannel open() {
    RequestHandler later =
        exchange -> {
          slow.add(exchange);
          return BodyReceiver.DISCARD;
        };
    return EmbeddedConnection.open(
        clock,
        client,
        EmbeddedConnection.route(
            "GET", "/ping", RequestHandler.answering(exchange -> Answer.NO_CONTENT)),
        EmbeddedConnection.route("POST", "/write", exchange -> BodyReceiver.DISCARD),
        EmbeddedConnection.route("GET", "/slow", later));
  }
}
