package io.pitwall.server.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a body is compressed. */
enum BodyCoding {
  PLAIN,
  GZIP,
  ZSTD;

  private static final int SNIFFED_BYTES = 4;

  /**
   * What a Content-Encoding header says; null if it is not there, and the body's first bytes tell.
   *
   * @throws HttpRefusal if it is none of ours
   */
  static @Nullable BodyCoding declared(RequestHeader head) throws HttpRefusal {
    if (head.headers(HeaderName.CONTENT_ENCODING).size() > 1) {
      throw unknown("several codings");
    }
    String name = head.header(HeaderName.CONTENT_ENCODING);
    if (name == null || name.isEmpty()) {
      return null;
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "identity" -> PLAIN;
      case "gzip", "x-gzip" -> GZIP;
      case "zstd" -> ZSTD;
      default -> throw unknown("'" + name + "'");
    };
  }

  /** What the first bytes say: no body of ours begins like a compressed one. */
  static BodyCoding sniff(byte[] body, int length) {
    if (length < SNIFFED_BYTES) {
      return PLAIN;
    }
    if (body[0] == 0x1F && body[1] == (byte) 0x8B) {
      return GZIP;
    }
    boolean zstd =
        body[0] == 0x28 && body[1] == (byte) 0xB5 && body[2] == 0x2F && body[3] == (byte) 0xFD;
    return zstd ? ZSTD : PLAIN;
  }

  private static HttpRefusal unknown(String what) {
    return new HttpRefusal(
        415, "the Content-Encoding is " + what + "; gzip, zstd and identity are taken");
  }
}
