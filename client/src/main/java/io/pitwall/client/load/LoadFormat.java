package io.pitwall.client.load;

import io.pitwall.client.encode.JsonColumnsEncoder;
import io.pitwall.client.encode.JsonRowsEncoder;
import io.pitwall.client.encode.LineProtocolEncoder;
import io.pitwall.client.encode.MessagePackColumnsEncoder;
import io.pitwall.client.encode.RowEncoder;

/** The formats a body can have, each with the path that takes it. */
public enum LoadFormat {
  /** Line protocol. */
  LINE_PROTOCOL("/api/v1/write/line-protocol", "text/plain; charset=utf-8"),
  /** JSON, one object a row. */
  JSON_ROWS("/api/v1/write/json", "application/json"),
  /** JSON, one array a column. */
  JSON_COLUMNS("/api/v1/write/json", "application/json"),
  /** MessagePack, one array a column. */
  MESSAGEPACK("/api/v1/write/msgpack", "application/msgpack");

  private final String path;
  private final String contentType;

  LoadFormat(String path, String contentType) {
    this.path = path;
    this.contentType = contentType;
  }

  /** The path for bodies whose times have this precision. */
  String path(PayloadPrecision precision) {
    boolean named = this == LINE_PROTOCOL && precision != PayloadPrecision.NANOS;
    return named ? path + "?precision=" + precision.lineProtocolName() : path;
  }

  String contentType() {
    return contentType;
  }

  RowEncoder encoder() {
    return switch (this) {
      case LINE_PROTOCOL -> new LineProtocolEncoder();
      case JSON_ROWS -> new JsonRowsEncoder();
      case JSON_COLUMNS -> new JsonColumnsEncoder();
      case MESSAGEPACK -> new MessagePackColumnsEncoder();
    };
  }
}
