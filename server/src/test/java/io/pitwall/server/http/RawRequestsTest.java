package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.pitwall.server.HandMovedClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests byte for byte. What two readers of a connection could understand differently is refused,
 * and nothing after it is taken for a request; what is allowed is taken, and the request after it
 * is found.
 */
class RawRequestsTest {
  private static final String NEXT = "GET /next HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String CHUNKS = "4\r\nbody\r\n0\r\n\r\n";

  private final List<String> seen = new ArrayList<>();

  static Stream<String> codings() {
    return Stream.of(
            "chunked, xchunked",
            "xchunked",
            "chunked, chunked",
            "chunked, identity",
            "identity, chunked",
            "gzip, chunked",
            "gzip",
            "identity",
            "\"chunked\"",
            "chunked;q=1",
            "chunked ;",
            ", chunked",
            "chunked,",
            "chun ked",
            "chunked\u000b",
            "chunked\0",
            "chunked\u007f",
            "chunked\u00a0",
            "")
        .map(coding -> post("Transfer-Encoding: " + coding + "\r\n") + CHUNKS);
  }

  static Stream<String> framings() {
    return Stream.of(
        post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n") + CHUNKS,
        post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n") + CHUNKS,
        post("Transfer-Encoding: chunked\r\nContent-Length: 0\r\n") + CHUNKS,
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + CHUNKS,
        post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n") + CHUNKS,
        post("Transfer-Encoding : chunked\r\n") + CHUNKS,
        post("Transfer-Encoding\t: chunked\r\n") + CHUNKS,
        post(" Transfer-Encoding: chunked\r\n") + CHUNKS,
        post("X: y\r\n Transfer-Encoding: chunked\r\n") + CHUNKS,
        post("X: y\r\n\tTransfer-Encoding: chunked\r\n") + CHUNKS,
        post("Transfer-Encoding:\r\n chunked\r\n") + CHUNKS,
        post("Transfer\0-Encoding: chunked\r\n") + CHUNKS,
        post("X: y\rTransfer-Encoding: chunked\r\n") + CHUNKS,
        post("X: y\nTransfer-Encoding: chunked\r\n") + CHUNKS,
        post("X: y\r\r\nTransfer-Encoding: chunked\r\n") + CHUNKS,
        post("Transfer-Encoding: chunked\r\n").replace("HTTP/1.1", "HTTP/1.0") + CHUNKS,
        post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n").replace("/1.1", "/1.0")
            + CHUNKS);
  }

  static Stream<String> lengths() {
    Stream<String> values =
        Stream.of(
                "+4",
                "-4",
                "-0",
                "0x4",
                "4,4",
                "4, 4",
                "4 4",
                "4\t4",
                "4;",
                "4.0",
                "4e0",
                "",
                "four",
                "\u00b2",
                "4\u000b",
                "4\0",
                "9999999999999999999",
                "18446744073709551620")
            .map(length -> post("Content-Length: " + length + "\r\n"));
    return Stream.concat(
        values,
        Stream.of(
            post("Content-Length: 4\r\nContent-Length: 4\r\n"),
            post("Content-Length: 4\r\nContent-Length: 40\r\n"),
            post("Content-Length: 0\r\ncontent-length: 4\r\n"),
            post("Content-Length : 4\r\n"),
            post("Content-Length:\r\n 4\r\n"),
            post("Content-Length: 4\n"),
            post("X: y\r\n Content-Length: 4\r\n")));
  }

  static Stream<String> chunks() {
    return Stream.of(
            "4;a=\"\r\n\"\r\nbody\r\n0\r\n\r\n",
            "4;a=b\r\nbody\r\n0\r\n\r\n",
            "4;\r\nbody\r\n0\r\n\r\n",
            "4 \r\nbody\r\n0\r\n\r\n",
            " 4\r\nbody\r\n0\r\n\r\n",
            "4\t\r\nbody\r\n0\r\n\r\n",
            "4\nbody\r\n0\r\n\r\n",
            "4\rbody\r\n0\r\n\r\n",
            "0x4\r\nbody\r\n0\r\n\r\n",
            "+4\r\nbody\r\n0\r\n\r\n",
            "-4\r\nbody\r\n0\r\n\r\n",
            "\r\nbody\r\n0\r\n\r\n",
            "g\r\nbody\r\n0\r\n\r\n",
            "80000000\r\nbody\r\n0\r\n\r\n",
            "100000004\r\nbody\r\n0\r\n\r\n",
            "FFFFFFFFFFFFFFFF\r\nbody\r\n0\r\n\r\n",
            "10000000000000004\r\nbody\r\n0\r\n\r\n",
            "4\r\nbody0\r\n\r\n",
            "4\r\nbody\n0\r\n\r\n",
            "4\r\nbody\r0\r\n\r\n",
            "4\r\nbody more\r\n0\r\n\r\n",
            "4\r\nbody\r\n0\n\r\n",
            "4\r\nbody\r\n0\r\n\n",
            "4\r\nbody\r\n0\r\nTrailer: x\r\n\r\n",
            "4\r\nbody\r\n0\r\nContent-Length: 4\r\n\r\n",
            "4\r\nbody\r\n0;a=b\r\n\r\n",
            "4\u0000\r\nbody\r\n0\r\n\r\n")
        .map(body -> post("Transfer-Encoding: chunked\r\n") + body);
  }

  static Stream<String> lines() {
    String rest = "\r\nHost: h\r\n\r\n";
    return Stream.of(
        "GET /ping" + rest,
        "GET  /ping HTTP/1.1" + rest,
        "GET /ping  HTTP/1.1" + rest,
        "GET /ping HTTP/1.1 " + rest,
        " GET /ping HTTP/1.1" + rest,
        "GET\t/ping HTTP/1.1" + rest,
        "GET /ping\tHTTP/1.1" + rest,
        "GET /ping http/1.1" + rest,
        "GET /ping /ping HTTP/1.1" + rest,
        "G\0T /ping HTTP/1.1" + rest,
        "GET /pi\0ng HTTP/1.1" + rest,
        "GET /pi\rng HTTP/1.1" + rest,
        "GET /ping HTTP/1.1\nHost: h\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\r\n\n",
        "GET /ping HTTP/1.1\n\n",
        "GET ping HTTP/1.1" + rest,
        "GET * HTTP/1.1" + rest,
        "CONNECT h:80 HTTP/1.1" + rest,
        "GET http://user@h/ping HTTP/1.1" + rest,
        "GET ftp://h/ping HTTP/1.1" + rest,
        "GET /ping HTTP/1.1\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\r\nHost: other\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost : h\r\n\r\n",
        "GET /ping HTTP/1.1\r\n Host: h\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\r\n: no name\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\r\nX\u00fc: y\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\r\nX: a\u0001b\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\r\nX: a\u007fb\r\n\r\n",
        "\u0016\u0003\u0001 a TLS hello \r\n\r\n",
        "\r\n \r\n\r\n");
  }

  static Stream<String> allowed() {
    return Stream.of(
        post("Content-Length: 4\r\n") + "body",
        post("content-length:4\r\n") + "body",
        post("CONTENT-LENGTH: \t 4 \t\r\n") + "body",
        post("Content-Length: 0004\r\n") + "body",
        post("Transfer-Encoding: chunked\r\n") + CHUNKS,
        post("transfer-encoding:\tCHUNKED \r\n") + CHUNKS,
        post("Transfer-Encoding: chunked\r\n") + "0004\r\nbody\r\n000\r\n\r\n",
        post("Transfer-Encoding: chunked\r\n") + "1\r\nb\r\n3\r\nody\r\n0\r\n\r\n",
        post("X: \u00fc \"a, b\"\r\nContent-Length: 4\r\n") + "body",
        post("Content-Length: 4\r\n").replace("/write", "http://other:80/write") + "body",
        "\r\n" + post("Content-Length: 4\r\n") + "body");
  }

  @ParameterizedTest
  @MethodSource({"codings", "framings", "lengths", "chunks", "lines"})
  void whatCouldBeUnderstoodDifferentlyIsRefusedAndEndsTheConnection(String request) {
    for (int piece : new int[] {Integer.MAX_VALUE, 1, 7}) {
      String answers = answers(request + NEXT, piece);
      assertThat(answers).startsWith("HTTP/1.1 400").contains("Connection: close\r\n");
      assertThat(answers.split("HTTP/1.1 [2-5]", -1)).hasSize(2);
      assertThat(seen).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void whatIsAllowedIsTakenAndTheRequestAfterItIsFound(String request) {
    for (int piece : new int[] {Integer.MAX_VALUE, 1, 7}) {
      String answers = answers(request + NEXT, piece);
      assertThat(answers.split("HTTP/1.1 204", -1)).hasSize(3);
      assertThat(seen).containsExactly("/write body", "/next");
      seen.clear();
    }
  }

  /** The client may send the body or leave it out, so what comes next has two meanings. */
  @ParameterizedTest
  @MethodSource("unread")
  void aBodyThatIsNotReadEndsTheConnection(String request) {
    for (int piece : new int[] {Integer.MAX_VALUE, 1, 7}) {
      String answers = answers(request + NEXT, piece);
      assertThat(answers).contains("Connection: close\r\n");
      assertThat(answers.split("HTTP/1.1 [24]", -1)).hasSize(2);
      assertThat(seen).isEmpty();
    }
  }

  static Stream<String> unread() {
    return Stream.of(
        "GET /ping HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 30\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\r\nContent-Length: 70000\r\n\r\n",
        "GET /ping HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /none HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 30\r\n\r\n");
  }

  private String answers(String bytes, int piece) {
    EmbeddedChannel channel =
        EmbeddedConnection.open(
            new HandMovedClock(),
            new ChannelOutboundHandlerAdapter(),
            EmbeddedConnection.route("POST", "/write", this::write),
            EmbeddedConnection.route(
                "GET", "/ping", RequestHandler.answering(exchange -> Answer.NO_CONTENT)),
            EmbeddedConnection.route("GET", "/next", RequestHandler.answering(this::next)));
    for (int at = 0; at < bytes.length(); ) {
      int end = (int) Math.min(bytes.length(), (long) at + piece);
      channel.writeInbound(
          Unpooled.copiedBuffer(bytes.substring(at, end), StandardCharsets.ISO_8859_1));
      at = end;
    }
    String answers = EmbeddedConnection.sent(channel);
    channel.finishAndReleaseAll();
    return answers;
  }

  private Answer next(Exchange exchange) {
    seen.add(exchange.header().path());
    return Answer.NO_CONTENT;
  }

  private BodyReceiver write(Exchange exchange) {
    StringBuilder body = new StringBuilder();
    return new BodyReceiver() {
      @Override
      public void body(ByteBuf bytes, int length) {
        body.append(bytes.readCharSequence(length, StandardCharsets.ISO_8859_1));
      }

      @Override
      public void end() {
        seen.add(exchange.header().path() + " " + body);
        exchange.answer(Answer.NO_CONTENT);
      }

      @Override
      public void abort() {
        body.setLength(0);
      }
    };
  }

  private static String post(String headers) {
    return "POST /write HTTP/1.1\r\nHost: h\r\n" + headers + "\r\n";
  }
}
