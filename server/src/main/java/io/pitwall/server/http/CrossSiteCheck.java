package io.pitwall.server.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a browser sends for a page of another site: the page can't read the answer, but it
 * could write rows or run statements with a password that the browser remembers. Programs that are
 * no browsers send neither {@code Sec-Fetch-Site} nor {@code Origin}.
 */
final class CrossSiteCheck {
  /** The browser's own pages: a typed address, or a page of this server. */
  private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

  private CrossSiteCheck() {}

  /**
   * Checks a request.
   *
   * @throws HttpRefusal 403 if a browser made it for a page of another site
   */
  static void check(RequestHeader header) throws HttpRefusal {
    List<String> sites = header.headers(HeaderName.SEC_FETCH_SITE);
    for (String site : sites) {
      if (!OWN_SITES.contains(site.toLowerCase(Locale.ROOT))) {
        throw refusal("Sec-Fetch-Site: " + site);
      }
    }
    // A browser that sends Sec-Fetch-Site has compared the origins itself.
    if (sites.isEmpty()) {
      for (String origin : header.headers(HeaderName.ORIGIN)) {
        if (!isOwn(origin, header.host())) {
          throw refusal("Origin: " + origin);
        }
      }
    }
  }

  /** The scheme is not compared: behind a proxy that speaks TLS it is another one. */
  private static boolean isOwn(String origin, @Nullable String host) {
    int start = origin.indexOf("://");
    return start > 0 && origin.substring(start + 3).equalsIgnoreCase(host);
  }

  private static HttpRefusal refusal(String header) {
    return new HttpRefusal(
        403, "requests that a browser makes for pages of other sites are refused (" + header + ")");
  }
}
