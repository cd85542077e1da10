package io.pitwall.server.api.request;

import io.pitwall.server.http.HeaderName;
import io.pitwall.server.http.HttpRefusal;
import io.pitwall.server.http.RequestHeader;
import io.pitwall.server.ingest.pipeline.BodyCoding;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the header Content-Encoding. */
public final class ContentEncoding {
  private ContentEncoding() {}

  /**
   * Returns how a body is compressed according to its header; null if there is no such header.
   *
   * @throws HttpRefusal 415 if the coding is not supported
   */
  public static @Nullable BodyCoding of(RequestHeader header) throws HttpRefusal {
    if (header.headers(HeaderName.CONTENT_ENCODING).size() > 1) {
      throw unsupported("several codings");
    }
    String name = header.header(HeaderName.CONTENT_ENCODING);
    if (name == null || name.isEmpty()) {
      return null;
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "identity" -> BodyCoding.PLAIN;
      case "gzip", "x-gzip" -> BodyCoding.GZIP;
      case "zstd" -> BodyCoding.ZSTD;
      default -> throw unsupported("'" + name + "'");
    };
  }

  private static HttpRefusal unsupported(String what) {
    return new HttpRefusal(
        415, "the Content-Encoding is " + what + "; gzip, zstd and identity are supported");
  }
}
