package io.pitwall.server.ingest.pipeline;

import io.pitwall.server.ingest.BodyParser;
import io.pitwall.server.ingest.WriteFormat;
import io.pitwall.server.ingest.json.JsonRowsAndColumnsParser;
import io.pitwall.server.ingest.lineprotocol.LineProtocolParser;
import io.pitwall.server.ingest.messagepack.MessagePackParser;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The parsers of one worker, one per format. Owned by the worker's thread. */
final class FormatParsers {
  private final Map<WriteFormat, BodyParser> parsers = new EnumMap<>(WriteFormat.class);

  FormatParsers() {
    for (WriteFormat format : WriteFormat.values()) {
      parsers.put(format, create(format));
    }
  }

  /** Which parser reads which format. */
  private static BodyParser create(WriteFormat format) {
    return switch (format) {
      case LINE_PROTOCOL -> new LineProtocolParser();
      case JSON -> new JsonRowsAndColumnsParser();
      case MESSAGEPACK -> new MessagePackParser();
    };
  }

  BodyParser of(WriteFormat format) {
    return Objects.requireNonNull(parsers.get(format));
  }
}
