package io.pitwall.server.api.write;

import io.pitwall.server.api.request.BodyCollector;
import io.pitwall.server.api.request.IngestStatus;
import io.pitwall.server.http.Answer;
import io.pitwall.server.http.Exchange;
import io.pitwall.server.http.HttpRefusal;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.server.ingest.pipeline.BodyCoding;
import io.pitwall.server.ingest.pipeline.IngestCompletion;
import io.pitwall.server.ingest.pipeline.IngestException;
import io.pitwall.server.ingest.pipeline.IngestRequest;
import io.pitwall.server.ingest.pipeline.IngestResult;
import io.pitwall.server.ingest.pipeline.WriteContext;
import org.jspecify.annotations.Nullable;

/**
 * One write after its headers were read: submits the whole body to the pipeline, and turns the
 * outcome into an answer. Immutable.
 */
final class WriteUpload implements BodyCollector.Whole, IngestCompletion {
  private final WriteHandler handler;
  private final Exchange exchange;
  private final String database;
  private final TimePrecision precision;
  private final @Nullable BodyCoding coding;

  WriteUpload(
      WriteHandler handler,
      Exchange exchange,
      String database,
      TimePrecision precision,
      @Nullable BodyCoding coding) {
    this.handler = handler;
    this.exchange = exchange;
    this.database = database;
    this.precision = precision;
    this.coding = coding;
  }

  @Override
  public void accept(byte[] body, int length) {
    WriteRoute route = handler.route();
    WriteContext context =
        new WriteContext(
            database,
            precision,
            handler.clock().nanosSinceEpoch(),
            route.partialWrites(),
            exchange.startNanos());
    handler
        .pipeline()
        .submit(new IngestRequest(route.format(), coding, body, length, context), this);
  }

  @Override
  public void completed(IngestResult result) {
    exchange.answer(
        result.refusedRows() == 0
            ? Answer.NO_CONTENT
            : handler.route().errors().refusedRows(result));
  }

  @Override
  public void failed(IngestException failure) {
    WriteErrorShape errors = handler.route().errors();
    int status = IngestStatus.of(failure.kind());
    exchange.answer(
        switch (failure.kind()) {
          case MALFORMED -> errors.nothingStored(failure.reason());
          // Without Retry-After: the rows may or may not be stored, and a later attempt does no
          // better.
          case STORE_FAILED -> errors.answer(status, failure.reason());
          case DAMAGED, EMPTY, TOO_LARGE, OVERLOADED, FAULT ->
              new HttpRefusal(status, failure.reason()).answer(errors);
        });
  }
}
