package io.pitwall.server.api.request;

import io.pitwall.server.http.HttpRefusal;
import io.pitwall.server.http.RequestHead;
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
  public static @Nullable BodyCoding of(RequestHead head) throws HttpRefusal {
    if (head.headers("content-encoding").size() > 1) {
      throw unsupported("several codings");
    }
    String name = head.header("content-encoding");
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
