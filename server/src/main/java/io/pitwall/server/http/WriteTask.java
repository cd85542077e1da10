package io.pitwall.server.http;

import io.pitwall.server.ingest.BodyParser;
import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.ParsedBody;
import io.pitwall.server.metrics.WriteMetrics;
import io.pitwall.storage.batch.LimitException;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteOutcome;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One write from its whole body to its answer: decompressed, parsed and encoded on an ingest
 * worker, answered from the log's thread.
 */
final class WriteTask implements IngestWorkers.Task {
  private static final Logger LOG = LoggerFactory.getLogger(WriteTask.class);

  private final Exchange exchange;
  private final WriteRoad road;
  private final WriteHandler.WriteServices services;
  private final WriteMetrics metrics;
  private final @Nullable BodyCoding declared;
  private final byte[] body;
  private final int length;
  private final IngestContext context;

  /**
   * @param body to be given back to the buffers by this task
   */
  WriteTask(
      Exchange exchange,
      WriteRoad road,
      WriteHandler.WriteServices services,
      WriteMetrics metrics,
      @Nullable BodyCoding declared,
      byte[] body,
      int length,
      IngestContext context) {
    this.exchange = exchange;
    this.road = road;
    this.services = services;
    this.metrics = metrics;
    this.declared = declared;
    this.body = body;
    this.length = length;
    this.context = context;
  }

  /** Gives the body back without storing it. */
  void dropBody() {
    services.buffers().give(body);
  }

  @Override
  public void run(IngestWorkers.Tools tools) {
    try {
      store(parse(tools));
    } catch (HttpRefusal refusal) {
      answer(services.refusals().answer(refusal), 0, 0);
    } catch (MalformedBodyException | LimitException e) {
      answer(WriteReport.nothingStored(String.valueOf(e.getMessage())), 0, 0);
    } catch (RuntimeException e) {
      LOG.error("a write failed because of a fault of the server", e);
      answer(Answer.error(500, "the server failed; its log says why"), 0, 0);
    }
  }

  private ParsedBody parse(IngestWorkers.Tools tools) throws HttpRefusal, MalformedBodyException {
    BodyParser parser = Objects.requireNonNull(tools.parsers().get(road));
    byte[] plain = body;
    int plainLength = length;
    BodyCoding coding = declared == null ? BodyCoding.sniff(body, length) : declared;
    boolean decompressed = false;
    try {
      if (coding != BodyCoding.PLAIN) {
        plain = tools.decompressor().decompress(coding, body, length);
        plainLength = tools.decompressor().length();
        decompressed = true;
      }
      metrics.received(length, plainLength);
      if (plainLength == 0) {
        throw new HttpRefusal(400, "the body is empty");
      }
      return parser.parse(plain, plainLength, context);
    } finally {
      if (decompressed) {
        services.buffers().give(plain);
      }
      dropBody();
    }
  }

  private void store(ParsedBody parsed) {
    WriteBatch batch = parsed.batch();
    long rows = batch.rows();
    if (rows == 0) {
      batch.release();
      answer(WriteReport.of(parsed, 0, 0, List.of()), 0, parsed.refusedRows());
      return;
    }
    services.store().write(batch, new Completion(parsed, rows));
  }

  private void answer(Answer answer, long stored, long refused) {
    long nanos = System.nanoTime() - exchange.startNanos();
    metrics.answered(stored, refused, answer.status() >= 400, nanos);
    exchange.answer(answer);
  }

  /** Hears from the log's thread. */
  private final class Completion implements WriteCompletion {
    private final ParsedBody parsed;
    private final long rows;

    Completion(ParsedBody parsed, long rows) {
      this.parsed = parsed;
      this.rows = rows;
    }

    @Override
    public void completed(WriteOutcome outcome) {
      parsed.batch().release();
      long refused = rows - outcome.storedRows();
      answer(
          WriteReport.of(parsed, outcome.storedRows(), refused, outcome.refusals()),
          outcome.storedRows(),
          parsed.refusedRows() + refused);
    }

    @Override
    public void failed(Exception cause) {
      String reason = String.valueOf(cause.getMessage());
      if (cause instanceof StoreOverloadedException) {
        answer(services.refusals().answer(new HttpRefusal(503, reason)), 0, 0);
      } else {
        // No Retry-After: the rows may or may not be stored, and no later attempt will do better.
        LOG.error("a write was not acknowledged: {}", reason);
        answer(Answer.error(503, reason), 0, 0);
      }
    }
  }
}
