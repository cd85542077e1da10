package io.pitwall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The scanner of request headers against the plain {@link ReferenceRequestHeader}: the same values,
 * or the same refusal in the same words, for random requests and for damaged ones. The seed is
 * printed; {@code -Dpitwall.seed=…} takes it again.
 */
final class RequestHeaderDifferentialTest {
  private static final int REQUESTS = 60_000;
  private static final int MAX_HEADERS = 6;
  private static final List<String> METHODS =
      List.of("POST", "GET", "HEAD", "get", "PO", "M-SEARCH", "", "G(T", "P\u00d6ST");
  private static final List<String> TARGETS =
      List.of(
          "/",
          "/write",
          "/api/v1/write?db=a",
          "/w?db=a+b&precision=ns",
          "/w?a=1&a=2",
          "/w?a&%61",
          "/%C3%BC?x=%c3%bc",
          "/%ff",
          "/?a=%ff",
          "/?%ff=a",
          "/%4",
          "/?a=%4&b",
          "/?=&&=",
          "/?a==&b=",
          "*",
          "",
          "http://h/",
          "HTTPs://h:80?a=b",
          "http://[::1]/w?x=1",
          "http://",
          "http:///w",
          "http://u@h/w",
          "http:/w",
          "https://h/%4",
          "/a?b?c",
          "/\u00fc",
          "/?a=\u00fc",
          "/a\tb",
          "/+?+=+",
          "/%2",
          "/%zz");
  private static final List<String> VERSIONS =
      List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/", "http/1.1", "");
  private static final List<String> NAMES =
      List.of(
          "Host",
          "host",
          "Connection",
          "Content-Length",
          "Transfer-Encoding",
          "Expect",
          "X-Api-Key",
          "Authorization",
          "Content-Encoding",
          "X-Pitwall-Database",
          "Accept",
          "X",
          "",
          "a b",
          "Hos\u00d4");
  private static final List<String> VALUES =
      List.of(
          "h",
          "",
          " ",
          "close",
          "Keep-Alive",
          "keep-alive, close",
          ",close\t,",
          "upgrade",
          "5",
          "05",
          "+5",
          "999999999999999999",
          "1000000000000000000",
          "chunked",
          "CHUNKED",
          "gzip, chunked",
          "100-continue",
          "\u00fc",
          "a\u0001",
          "a\u007f",
          "two  words ",
          "\t x\t",
          "a:b");

  private final Random random;
  private final long seed;

  RequestHeaderDifferentialTest() {
    seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("RequestHeaderDifferentialTest seed " + seed);
    random = new Random(seed);
  }

  @Test
  void theScannerAgreesWithTheReference() {
    int taken = 0;
    for (int i = 0; i < REQUESTS; i++) {
      byte[] header = request().getBytes(StandardCharsets.ISO_8859_1);
      if (random.nextInt(4) == 0) {
        damage(header);
      }
      String expected = read(header, true);
      assertThat(read(header, false))
          .as("seed %d: %s", seed, new String(header, StandardCharsets.ISO_8859_1))
          .isEqualTo(expected);
      taken += expected.startsWith("refused") ? 0 : 1;
    }
    assertThat(taken).isBetween(REQUESTS / 20, REQUESTS * 19 / 20);
  }

  private String request() {
    StringBuilder text = new StringBuilder();
    boolean plain = random.nextBoolean();
    text.append(plain ? "POST /api/v1/write?db=x HTTP/1.1" : line()).append("\r\n");
    if (plain) {
      text.append("Host: h\r\n");
    }
    int headers = random.nextInt(MAX_HEADERS + 1);
    for (int i = 0; i < headers; i++) {
      text.append(pick(NAMES)).append(':').append(pick(VALUES)).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  private String line() {
    String separator = random.nextInt(20) == 0 ? "  " : " ";
    return pick(METHODS) + separator + pick(TARGETS) + " " + pick(VERSIONS);
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Puts other bytes in, but leaves CR and LF where they end lines. */
  private void damage(byte[] header) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(header.length);
      if (header[at] != '\r' && header[at] != '\n') {
        header[at] = (byte) " :\t\r%/?&=a\u0000\u00ff,".charAt(random.nextInt(13));
      }
    }
  }

  private static String read(byte[] header, boolean byReference) {
    try {
      return byReference
          ? values(new ReferenceRequestHeader(header, MAX_HEADERS))
          : values(RequestHeaderParser.parse(header, header.length, MAX_HEADERS));
    } catch (HttpRefusal refusal) {
      return "refused " + refusal.status() + ' ' + refusal.reason();
    }
  }

  private static String values(ReferenceRequestHeader header) {
    StringBuilder text = new StringBuilder();
    text.append(header.method).append(' ').append(header.path).append(' ').append(header.host);
    for (String name : List.of("db", "a", "x", "", " ", "precision", "b")) {
      text.append(' ').append(header.parameters.get(name));
    }
    for (HeaderName name : HeaderName.values()) {
      text.append(header.all(name.name().replace('_', '-').toLowerCase(Locale.ROOT)));
    }
    return text.append(header.contentLength)
        .append(header.chunked)
        .append(header.keepAlive)
        .append(header.expectsContinue)
        .toString();
  }

  private static String values(RequestHeader header) {
    StringBuilder text = new StringBuilder();
    text.append(header.method()).append(' ').append(header.path());
    text.append(' ').append(header.host());
    for (String name : List.of("db", "a", "x", "", " ", "precision", "b")) {
      text.append(' ').append(header.parameter(name));
    }
    for (HeaderName name : HeaderName.values()) {
      text.append(header.headers(name));
    }
    return text.append(header.contentLength())
        .append(header.chunked())
        .append(header.keepAlive())
        .append(header.expectsContinue())
        .toString();
  }
}
