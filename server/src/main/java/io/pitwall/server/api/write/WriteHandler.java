package io.pitwall.server.api.write;

import io.pitwall.server.api.request.BodyCollector;
import io.pitwall.server.api.request.ContentEncoding;
import io.pitwall.server.http.BodyReceiver;
import io.pitwall.server.http.Exchange;
import io.pitwall.server.http.HeaderName;
import io.pitwall.server.http.HttpRefusal;
import io.pitwall.server.http.RequestHandler;
import io.pitwall.server.http.RequestHeader;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.server.ingest.pipeline.BodyCoding;
import io.pitwall.server.ingest.pipeline.IngestPipeline;
import io.pitwall.storage.runtime.Clock;

/** Serves one endpoint of writes: reads the headers, collects the body, submits it. */
final class WriteHandler implements RequestHandler {
  private final WriteRoute route;
  private final IngestPipeline pipeline;
  private final BodyCollector.MaxBody maxBody;
  private final Clock clock;

  WriteHandler(
      WriteRoute route, IngestPipeline pipeline, BodyCollector.MaxBody maxBody, Clock clock) {
    this.route = route;
    this.pipeline = pipeline;
    this.maxBody = maxBody;
    this.clock = clock;
  }

  @Override
  public BodyReceiver begin(Exchange exchange) throws HttpRefusal {
    RequestHeader header = exchange.header();
    if (header.header(HeaderName.IDEMPOTENCY_KEY) != null) {
      throw new HttpRefusal(
          400, "Idempotency-Key is not supported yet: send the request without it");
    }
    String database = route.database().database(header);
    TimePrecision precision = route.precision().precision(header, route);
    BodyCoding coding = ContentEncoding.of(header);
    WriteUpload upload = new WriteUpload(this, exchange, database, precision, coding);
    return new BodyCollector(header, pipeline.buffers(), maxBody, upload);
  }

  WriteRoute route() {
    return route;
  }

  IngestPipeline pipeline() {
    return pipeline;
  }

  Clock clock() {
    return clock;
  }
}
