package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.pitwall.server.HandMovedClock;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A handler that fails is answered for, gives back what it holds, and harms no other request. */
class HandlerFaultsTest {
  private static final String REQUESTS =
      "POST /faulty HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody"
          + "GET /ping HTTP/1.1\r\nHost: h\r\n\r\n";

  private int aborted;
  private EmbeddedChannel channel = new EmbeddedChannel();

  /** Where a handler fails. */
  enum Place {
    BEGIN,
    BODY,
    END,
    TURN
  }

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionOfAHandlerIsAnsweredWith500(Place place) {
    check(place, new IllegalStateException("planned by the test"));
  }

  @ParameterizedTest
  @EnumSource
  void anErrorOfAHandlerIsAnsweredWith500(Place place) {
    check(place, new StackOverflowError("planned by the test"));
  }

  private void check(Place place, Throwable fault) {
    channel =
        EmbeddedConnection.open(
            new HandMovedClock(),
            new ChannelOutboundHandlerAdapter(),
            EmbeddedConnection.route("POST", "/faulty", exchange -> begin(exchange, place, fault)),
            EmbeddedConnection.route(
                "GET", "/ping", RequestHandler.answering(exchange -> Answer.NO_CONTENT)));
    channel.writeInbound(Unpooled.copiedBuffer(REQUESTS, StandardCharsets.US_ASCII));
    assertThat(EmbeddedConnection.sent(channel))
        .startsWith("HTTP/1.1 500")
        .contains("its log says why", "HTTP/1.1 204")
        .doesNotContain("planned by the test");
    assertThat(aborted).isEqualTo(place == Place.BEGIN ? 0 : 1);
  }

  private BodyReceiver begin(Exchange exchange, Place place, Throwable fault) {
    failAt(Place.BEGIN, place, fault);
    return new BodyReceiver() {
      @Override
      public void body(ByteBuf bytes, int length) {
        bytes.skipBytes(1);
        failAt(Place.BODY, place, fault);
        bytes.skipBytes(length - 1);
      }

      @Override
      public void end() {
        failAt(Place.END, place, fault);
        exchange.inTurn(() -> failAt(Place.TURN, place, fault), () -> {});
      }

      @Override
      public void abort() {
        aborted++;
      }
    };
  }

  private static void failAt(Place here, Place place, Throwable fault) {
    if (here == place) {
      switch (fault) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable other -> throw new IllegalArgumentException(other);
      }
    }
  }
}
