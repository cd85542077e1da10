package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramingTest {
  private static final HttpLimits.Header LIMITS = new HttpLimits.Header(200, 10);

  /** Writes down all calls. */
  private static final class Notes implements RequestSink {
    private final StringBuilder text = new StringBuilder();
    private int room = Integer.MAX_VALUE;

    @Override
    public boolean takesRequests() {
      return room > 0;
    }

    @Override
    public void header(RequestHeader header) {
      text.append('<').append(header.path()).append(':');
    }

    @Override
    public void body(ByteBuf bytes, int length) {
      text.append(bytes.readCharSequence(length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void end() {
      room--;
      text.append('>');
    }

    @Override
    public void malformed(HttpRefusal refusal) {
      text.append('!').append(refusal.status());
    }
  }

  @Test
  void requestsAreTheSameHoweverTheirBytesAreSplit() {
    String stream =
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
            + "\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n"
            + "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3\r\nabc\r\n00A\r\n0123456789\r\n0\r\n\r\n"
            + "GET /d HTTP/1.1\r\nHost: h\r\n\r\n";
    String whole = "</a:hello></b:></c:abc0123456789></d:>";
    assertThat(read(stream, stream.length())).isEqualTo(whole);
    assertThat(read(stream, 1)).isEqualTo(whole);
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("RequestFramingTest: -Dpitwall.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      assertThat(read(stream, 1 + random.nextInt(40))).as("seed " + seed).isEqualTo(whole);
    }
  }

  @Test
  void bytesAfterARequestAreHeldUntilAnotherOneIsTaken() {
    String requests =
        "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
            + "GET /b HTTP/1.1\r\nHost: h\r\n\r\n"
            + "GET /c HTTP/1.1\r\nHost: h\r\n\r\n";
    for (int piece = 1; piece <= requests.length(); piece++) {
      Notes notes = new Notes();
      notes.room = 1;
      RequestFraming framing = new RequestFraming(notes, LIMITS);
      EmbeddedChannel channel = new EmbeddedChannel(framing);
      write(channel, requests, piece);
      assertThat(notes.text).as("pieces of %d bytes", piece).hasToString("</a:hello>");
      notes.room = 1;
      framing.resume();
      assertThat(notes.text).as("pieces of %d bytes", piece).hasToString("</a:hello></b:>");
      notes.room = 2;
      framing.resume();
      assertThat(notes.text).hasToString("</a:hello></b:></c:>");
      channel.finishAndReleaseAll();
    }
  }

  @Test
  void bytesThatAreHeldAreDroppedWhenTheFramingStops() {
    Notes notes = new Notes();
    notes.room = 0;
    RequestFraming framing = new RequestFraming(notes, LIMITS);
    EmbeddedChannel channel = new EmbeddedChannel(framing);
    ByteBuf bytes = Unpooled.copiedBuffer("GET / HTTP/1.1\r\n", StandardCharsets.US_ASCII);
    channel.writeInbound(bytes);
    assertThat(bytes.refCnt()).isEqualTo(1);
    framing.stop();
    assertThat(bytes.refCnt()).isZero();
    channel.finishAndReleaseAll();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g\r\n",
        "\r\n",
        "-1\r\n",
        "0x3\r\nabc\r\n",
        "3\nabc\r\n",
        "3;x=y\r\nabc\r\n",
        "3 \r\nabc\r\n",
        "3\r\nabcd\r\n",
        "3\r\nabc0\r\n",
        "fffffffff\r\n",
        "80000000\r\n",
        "0\r\nTrailer: x\r\n\r\n",
      })
  void malformedChunksAreRefused(String body) {
    String head = "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
    String next = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
    assertThat(read(head + body + next, 7)).endsWith("!400").doesNotContain("smuggled");
  }

  @Test
  void aBareLineFeedIsRefused() {
    assertThat(read("GET / HTTP/1.1\nHost: h\n\n", 100)).isEqualTo("!400");
  }

  @Test
  void aHeadIsTakenUpToItsLimitAndNotPastIt() {
    String start = "GET / HTTP/1.1\r\nHost: h\r\nX: ";
    int room = LIMITS.maxBytes() - start.length() - 4;
    assertThat(read(start + "x".repeat(room) + "\r\n\r\n", 50)).isEqualTo("</:>");
    assertThat(read(start + "x".repeat(room + 1) + "\r\n\r\n", 50)).isEqualTo("!431");
  }

  private static String read(String stream, int pieceBytes) {
    Notes notes = new Notes();
    EmbeddedChannel channel = new EmbeddedChannel(new RequestFraming(notes, LIMITS));
    write(channel, stream, pieceBytes);
    channel.finishAndReleaseAll();
    return notes.text.toString();
  }

  private static void write(EmbeddedChannel channel, String stream, int pieceBytes) {
    byte[] bytes = stream.getBytes(StandardCharsets.ISO_8859_1);
    for (int at = 0; at < bytes.length; at += pieceBytes) {
      channel.writeInbound(
          Unpooled.copiedBuffer(bytes, at, Math.min(pieceBytes, bytes.length - at)));
    }
  }
}
