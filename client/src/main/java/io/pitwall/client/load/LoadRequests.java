package io.pitwall.client.load;

import io.pitwall.client.send.PostHeader;
import java.util.LinkedHashMap;
import java.util.Map;

/** The request header that all batches of a load share. */
final class LoadRequests {
  private LoadRequests() {}

  static PostHeader header(LoadOptions options) {
    Target target = options.target();
    Payload payload = options.payload();
    Map<String, String> headers = new LinkedHashMap<>();
    if (target.token() != null) {
      headers.put("Authorization", "Bearer " + target.token());
    }
    if (target.database() != null) {
      headers.put("X-Pitwall-Database", target.database());
    }
    headers.put("Content-Type", payload.format().contentType());
    if (payload.gzipLevel() > 0) {
      headers.put("Content-Encoding", "gzip");
    }
    String path =
        target.path() == null ? payload.format().path(payload.timePrecision()) : target.path();
    return new PostHeader(target.hostAndPort(), path, headers);
  }
}
