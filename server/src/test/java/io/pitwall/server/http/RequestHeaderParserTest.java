package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeaderParserTest {
  private static final String HOST = "Host: h\r\n";

  private static final int MAX_HEADERS = 10;

  @Test
  void lineHeadersAndParametersAreRead() throws HttpRefusal {
    RequestHeader header =
        parse(
            String.join(
                "\r\n",
                "POST /write%20x?db=a%2Bb+c&p=%C3%BC HTTP/1.1",
                "Host: h:1",
                "x-API-Key:  two words ",
                "Content-Length: 12",
                "",
                ""));
    assertThat(header.method()).isEqualTo("POST");
    assertThat(header.path()).isEqualTo("/write x");
    assertThat(header.parameter("db")).isEqualTo("a+b c");
    assertThat(header.parameter("p")).isEqualTo("ü");
    assertThat(header.header(HeaderName.X_API_KEY)).isEqualTo("two words");
    assertThat(header.contentLength()).isEqualTo(12);
    assertThat(header.keepAlive()).isTrue();
  }

  @Test
  void connectionsStayOpenAsTheVersionAndTheHeaderSay() throws HttpRefusal {
    assertThat(parse("GET / HTTP/1.1\r\n" + HOST + "\r\n").keepAlive()).isTrue();
    assertThat(parse("GET / HTTP/1.1\r\n" + HOST + "Connection: Close\r\n\r\n").keepAlive())
        .isFalse();
    assertThat(parse("GET / HTTP/1.0\r\n\r\n").keepAlive()).isFalse();
    assertThat(parse("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keepAlive()).isTrue();
  }

  @Test
  void aTargetWithASchemeNamesTheHostInPlaceOfTheHeader() throws HttpRefusal {
    RequestHeader header = parse("GET http://[::1]:80/a%20b?c=d HTTP/1.1\r\n" + HOST + "\r\n");
    assertThat(header.path()).isEqualTo("/a b");
    assertThat(header.parameter("c")).isEqualTo("d");
    assertThat(header.host()).isEqualTo("[::1]:80");
    RequestHeader withoutPath = parse("GET HTTPS://other?c HTTP/1.1\r\n" + HOST + "\r\n");
    assertThat(withoutPath.path()).isEqualTo("/");
    assertThat(withoutPath.parameter("c")).isEmpty();
    assertThat(withoutPath.host()).isEqualTo("other");
    assertThat(parse("GET http://other HTTP/1.0\r\n\r\n").host()).isEqualTo("other");
    assertThat(parse("GET / HTTP/1.1\r\n" + HOST + "\r\n").host()).isEqualTo("h");
    assertThat(parse("GET / HTTP/1.0\r\n\r\n").host()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
        "G(T / HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET x HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http:/h/ HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http:///x HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http://?x HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http:// HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http://user@h/ HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http://h\\/ HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET ftp://h/ HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http://h/ HTTP/1.1\r\n\r\n",
        "CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n",
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
  }

  @Test
  void headersAreTakenUpToTheirLimitAndNotPastIt() throws HttpRefusal {
    String line = "GET / HTTP/1.1\r\n";
    assertThat(parse(line + HOST + "A: b\r\n".repeat(MAX_HEADERS - 1) + "\r\n").path())
        .isEqualTo("/");
    assertThat(statusOf(line + HOST + "A: b\r\n".repeat(MAX_HEADERS) + "\r\n")).isEqualTo(431);
  }

  @Test
  void namesOfHeadersAreFoundInAnyCase() throws HttpRefusal {
    for (String name : new String[] {"x-arc-database", "X-ARC-DATABASE", "X-Arc-Database"}) {
      assertThat(get(name + ": a\r\n").header(HeaderName.X_ARC_DATABASE)).isEqualTo("a");
    }
    assertThat(get("X-Arc-Databasf: a\r\nX-Arc-Databas: a\r\n").headers(HeaderName.X_ARC_DATABASE))
        .isEmpty();
  }

  @Test
  void eachKnownHeaderIsFoundByItsName() throws HttpRefusal {
    for (HeaderName name : HeaderName.values()) {
      byte[] spelled = name.name().replace('_', '-').getBytes(StandardCharsets.US_ASCII);
      assertThat(HeaderName.of(spelled, 0, spelled.length)).isEqualTo(name);
    }
  }

  @Test
  void repeatedHeadersKeepTheirOrder() throws HttpRefusal {
    RequestHeader header = get("X-Api-Key: b\r\nAuthorization: c\r\nX-Api-Key:a\r\n");
    assertThat(header.headers(HeaderName.X_API_KEY)).containsExactly("b", "a");
    assertThat(header.header(HeaderName.X_API_KEY)).isEqualTo("b");
    assertThat(header.header(HeaderName.EXPECT)).isNull();
  }

  @Test
  void aHeaderIsReadAsOneCharPerByte() throws HttpRefusal {
    assertThat(get("X-Api-Key: \u00fc\u0080\r\n").header(HeaderName.X_API_KEY))
        .isEqualTo("\u00fc\u0080");
    assertThat(get("X-Api-Key:\r\n").header(HeaderName.X_API_KEY)).isEmpty();
  }

  @Test
  void oneWordOfAListOfConnectionOptionsIsEnough() throws HttpRefusal {
    assertThat(get("Connection: upgrade,\tCLOSE ,x\r\n").keepAlive()).isFalse();
    assertThat(get("Connection: closed, x-close\r\n").keepAlive()).isTrue();
    assertThat(get("Connection: keep-alive\r\nConnection: close\r\n").keepAlive()).isFalse();
  }

  @Test
  void aParameterWithoutAValueIsEmptyAndAMissingOneIsNull() throws HttpRefusal {
    RequestHeader header = parse("GET /?a&b=&&=c&d=e=f HTTP/1.1\r\n" + HOST + "\r\n");
    assertThat(header.parameter("a")).isEmpty();
    assertThat(header.parameter("b")).isEmpty();
    assertThat(header.parameter("")).isEqualTo("c");
    assertThat(header.parameter("d")).isEqualTo("e=f");
    assertThat(header.parameter("x")).isNull();
  }

  @Test
  void aParameterIsThereTwiceHoweverItIsEncoded() {
    assertThat(statusOf("GET /?ab=1&%61b=2 HTTP/1.1\r\n" + HOST + "\r\n")).isEqualTo(400);
  }

  @Test
  void whatWasParsedStaysWhenTheArrayIsUsedAgain() throws HttpRefusal {
    byte[] bytes =
        ("GET /p?a=b HTTP/1.1\r\n" + HOST + "X-Api-Key: k\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    RequestHeader header = RequestHeaderParser.parse(bytes, bytes.length, MAX_HEADERS);
    Arrays.fill(bytes, (byte) 'z');
    assertThat(header.parameter("a")).isEqualTo("b");
    assertThat(header.header(HeaderName.X_API_KEY)).isEqualTo("k");
  }

  private static RequestHeader get(String headers) throws HttpRefusal {
    return parse("GET / HTTP/1.1\r\n" + HOST + headers + "\r\n");
  }

  private static RequestHeader parse(String head) throws HttpRefusal {
    byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    return RequestHeaderParser.parse(bytes, bytes.length, MAX_HEADERS);
  }

  private static int statusOf(String head) {
    HttpRefusal refusal = catchThrowableOfType(HttpRefusal.class, () -> parse(head));
    return refusal == null ? 0 : refusal.status();
  }
}
