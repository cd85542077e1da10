package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadParserTest {
  private static final String HOST = "Host: h\r\n";

  private final HeadParser parser = new HeadParser(10);

  @Test
  void lineHeadersAndParametersAreRead() throws HttpRefusal {
    RequestHead head =
        parse(
            String.join(
                "\r\n",
                "POST /write%20x?db=a%2Bb+c&p=%C3%BC HTTP/1.1",
                "Host: h:1",
                "X-Y:  two words ",
                "Content-Length: 12",
                "",
                ""));
    assertThat(head.method()).isEqualTo("POST");
    assertThat(head.path()).isEqualTo("/write x");
    assertThat(head.parameter("db")).isEqualTo("a+b c");
    assertThat(head.parameter("p")).isEqualTo("ü");
    assertThat(head.header("x-y")).isEqualTo("two words");
    assertThat(head.contentLength()).isEqualTo(12);
    assertThat(head.keepAlive()).isTrue();
  }

  @Test
  void connectionsStayOpenAsTheVersionAndTheHeaderSay() throws HttpRefusal {
    assertThat(parse("GET / HTTP/1.1\r\n" + HOST + "\r\n").keepAlive()).isTrue();
    assertThat(parse("GET / HTTP/1.1\r\n" + HOST + "Connection: Close\r\n\r\n").keepAlive())
        .isFalse();
    assertThat(parse("GET / HTTP/1.0\r\n\r\n").keepAlive()).isFalse();
    assertThat(parse("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keepAlive()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
        "G(T / HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET x HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /%ff HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /?a=1&a=2 HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\n\tX: folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : h\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: +1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0x1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length:\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: identity\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: \u000bchunked\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding:"
            + " chunked\r\n\r\n",
        "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n",
      })
  void whatCouldBeReadInTwoWaysIsRefused(String head) {
    assertThat(statusOf(head)).isEqualTo(400);
  }

  @Test
  void otherRefusalsSayWhatIsNotTaken() {
    assertThat(statusOf("GET / HTTP/2.0\r\n" + HOST + "\r\n")).isEqualTo(505);
    assertThat(statusOf("GET / HTTP/1.1\r\n" + HOST + "Expect: a-miracle\r\n\r\n")).isEqualTo(417);
    assertThat(statusOf("GET / HTTP/1.1\r\n" + HOST + "A: b\r\n".repeat(10) + "\r\n"))
        .isEqualTo(431);
  }

  private RequestHead parse(String head) throws HttpRefusal {
    byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    return parser.parse(bytes, bytes.length);
  }

  private int statusOf(String head) {
    HttpRefusal refusal = catchThrowableOfType(HttpRefusal.class, () -> parse(head));
    return refusal == null ? 0 : refusal.status();
  }
}
