package io.pitwall.server.ingest.pipeline;

import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.ParsedBody;
import io.pitwall.server.metrics.WriteMetrics;
import io.pitwall.storage.batch.BatchTooLargeException;
import io.pitwall.storage.batch.LimitException;
import io.pitwall.storage.batch.Refusal;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteOutcome;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One body from its submission to its outcome: a worker decompresses, parses and encodes it, and
 * the log's thread reports what was stored.
 */
final class IngestJob implements IngestWorkers.Task {
  private static final Logger LOG = LoggerFactory.getLogger(IngestJob.class);

  private final IngestPipeline pipeline;
  private final IngestRequest request;
  private final IngestCompletion completion;
  private final WriteMetrics metrics;

  IngestJob(IngestPipeline pipeline, IngestRequest request, IngestCompletion completion) {
    this.pipeline = pipeline;
    this.request = request;
    this.completion = completion;
    this.metrics = pipeline.metrics(request);
  }

  @Override
  public void run(IngestWorkers.Tools tools) {
    try {
      store(parse(tools));
    } catch (IngestException e) {
      fail(e);
    } catch (MalformedBodyException | LimitException e) {
      fail(new IngestException(IngestException.Kind.MALFORMED, String.valueOf(e.getMessage())));
    } catch (BatchTooLargeException e) {
      fail(tooLarge(e));
    } catch (Throwable e) {
      LOG.error("a write failed because of a fault of the server", e);
      fail(new IngestException(IngestException.Kind.FAULT, "the server failed; its log says why"));
    }
  }

  private ParsedBody parse(IngestWorkers.Tools tools)
      throws IngestException, MalformedBodyException {
    byte[] body = request.body();
    int length = request.length();
    BodyCoding declared = request.coding();
    BodyCoding coding = declared == null ? BodyCoding.sniff(body, length) : declared;
    byte[] plain = body;
    int plainLength = length;
    boolean decompressed = false;
    try {
      if (coding != BodyCoding.PLAIN) {
        plain = tools.decompressor().decompress(coding, body, length);
        plainLength = tools.decompressor().length();
        decompressed = true;
      }
      metrics.received(length, plainLength);
      if (plainLength == 0) {
        throw new IngestException(IngestException.Kind.EMPTY, "the body is empty");
      }
      return tools
          .parsers()
          .of(request.format())
          .parse(plain, plainLength, pipeline.contextOf(request.context()));
    } finally {
      if (decompressed) {
        pipeline.buffers().give(plain);
      }
      pipeline.buffers().give(body);
    }
  }

  private void store(ParsedBody parsed) {
    WriteBatch batch = parsed.batch();
    if (batch.rows() == 0) {
      IngestResult result = resultOf(parsed, 0, List.of());
      batch.release();
      complete(result);
      return;
    }
    switch (request.context().partialWrites()) {
      case STORE_GOOD_ROWS -> pipeline.store().write(batch, new Commit(parsed, batch.rows()));
    }
  }

  private IngestResult resultOf(ParsedBody parsed, long refusedByStore, List<Refusal> refusals) {
    return IngestResult.of(parsed, refusedByStore, refusals, pipeline.maxReportedRefusals());
  }

  private static IngestException tooLarge(BatchTooLargeException e) {
    return new IngestException(IngestException.Kind.TOO_LARGE, String.valueOf(e.getMessage()));
  }

  private void complete(IngestResult result) {
    long refused = result.refusedRows();
    metrics.answered(result.storedRows(), refused, refused > 0, nanosSinceStart());
    completion.completed(result);
  }

  private void fail(IngestException failure) {
    metrics.answered(0, 0, true, nanosSinceStart());
    completion.failed(failure);
  }

  private long nanosSinceStart() {
    return pipeline.clock().monotonicNanos() - request.context().startNanos();
  }

  /** Called by the log's thread. */
  private final class Commit implements WriteCompletion {
    private final ParsedBody parsed;
    private final long rows;

    Commit(ParsedBody parsed, long rows) {
      this.parsed = parsed;
      this.rows = rows;
    }

    @Override
    public void completed(WriteOutcome outcome) {
      IngestResult result = resultOf(parsed, rows - outcome.storedRows(), outcome.refusals());
      parsed.batch().release();
      complete(result);
    }

    @Override
    public void failed(Exception cause) {
      String reason = String.valueOf(cause.getMessage());
      if (cause instanceof StoreOverloadedException) {
        fail(new IngestException(IngestException.Kind.OVERLOADED, reason));
      } else if (cause instanceof BatchTooLargeException e) {
        fail(tooLarge(e));
      } else {
        long writes = pipeline.failurePace().admit();
        if (writes > 0) {
          LOG.error("{} writes were not acknowledged; the last one because {}", writes, reason);
        }
        fail(new IngestException(IngestException.Kind.STORE_FAILED, reason));
      }
    }
  }
}
