package io.pitwall.server.http;

import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.server.metrics.WriteMetrics;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.runtime.Clock;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Serves one road of writes: checks the head, collects the body, hands it to the workers. */
final class WriteHandler implements RequestHandler {
  /** Where rows go if a request names no database. */
  static final String DEFAULT_DATABASE = "default";

  private final WriteRoad road;
  private final WriteServices services;
  private final WriteMetrics metrics;

  /**
   * What the roads share.
   *
   * @param clock the time of rows that come without one
   */
  record WriteServices(
      HttpLimits limits,
      WriteLimits writeLimits,
      IngestLimits ingestLimits,
      BodyBuffers buffers,
      IngestWorkers workers,
      WriteTarget store,
      Refusals refusals,
      Clock clock) {}

  WriteHandler(WriteRoad road, WriteServices services, WriteMetrics metrics) {
    this.road = road;
    this.services = services;
    this.metrics = metrics;
  }

  @Override
  public BodyReceiver begin(Exchange exchange) throws HttpRefusal {
    RequestHeader head = exchange.head();
    if (head.header(HeaderName.IDEMPOTENCY_KEY) != null) {
      throw new HttpRefusal(400, "Idempotency-Key is not kept yet: send the request without it");
    }
    String database = database(head);
    TimePrecision precision = precision(head);
    BodyCoding coding = BodyCoding.declared(head);
    return new BodyCollector(
        head,
        services.buffers(),
        services.limits().maxBodyBytes(),
        "max-body-bytes",
        (body, length) -> {
          IngestContext context =
              new IngestContext(
                  database,
                  precision,
                  services.clock().nanosSinceEpoch(),
                  services.store().catalog(),
                  services.writeLimits(),
                  services.ingestLimits());
          submit(new WriteTask(exchange, road, services, metrics, coding, body, length, context));
        });
  }

  private void submit(WriteTask task) throws HttpRefusal {
    if (!services.workers().submit(task)) {
      task.dropBody();
      throw new HttpRefusal(503, "too many writes wait already; send it again");
    }
  }

  /** Where the rows go: a header, else a parameter, else the default. */
  static String database(RequestHeader head) throws HttpRefusal {
    String ours = utf8(head.header(HeaderName.X_PITWALL_DATABASE));
    String arcs = utf8(head.header(HeaderName.X_ARC_DATABASE));
    if (ours != null && arcs != null && !ours.equals(arcs)) {
      throw new HttpRefusal(400, "X-Pitwall-Database and X-Arc-Database name different databases");
    }
    String name = ours != null ? ours : arcs;
    if (name == null) {
      name = head.parameter("db");
    }
    if (name == null) {
      name = head.parameter("bucket");
    }
    if (name == null) {
      return DEFAULT_DATABASE;
    }
    if (name.isEmpty()) {
      throw new HttpRefusal(400, "the database's name is empty");
    }
    return name;
  }

  /** Headers are read byte by byte; the bytes are UTF-8. */
  private static @Nullable String utf8(@Nullable String latin1) {
    return latin1 == null
        ? null
        : new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private TimePrecision precision(RequestHeader head) throws HttpRefusal {
    String unit = head.parameter("precision");
    if (unit == null) {
      return TimePrecision.NANOSECONDS;
    }
    if (road != WriteRoad.LINE_PROTOCOL) {
      throw new HttpRefusal(
          400,
          "precision is a parameter of line protocol; the times of "
              + road.label()
              + " tell their unit by their size");
    }
    try {
      return TimePrecision.parse(unit);
    } catch (IllegalArgumentException e) {
      throw new HttpRefusal(400, String.valueOf(e.getMessage()));
    }
  }
}
