package io.pitwall.server.ingest.pipeline;

import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.metrics.ServerMetrics;
import io.pitwall.server.metrics.WriteMetrics;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.LogPace;
import java.time.Duration;

/**
 * Stores the bodies of writes: decompresses, parses and encodes each on a worker thread, and
 * reports its outcome from the log's thread. Safe for all threads.
 */
public final class IngestPipeline implements AutoCloseable {
  private static final Duration FAILURE_LOG_INTERVAL = Duration.ofSeconds(10);

  private final PipelineOptions options;
  private final WriteTarget store;
  private final ServerMetrics metrics;
  private final Clock clock;
  private final LogPace failurePace;
  private final BodyBuffers buffers;
  private final IngestWorkers workers;

  /**
   * Starts the workers.
   *
   * @param metrics counts bodies, rows and latencies per format
   */
  public IngestPipeline(
      PipelineOptions options, WriteTarget store, ServerMetrics metrics, Clock clock) {
    this.options = options;
    this.store = store;
    this.metrics = metrics;
    this.clock = clock;
    this.failurePace = new LogPace(clock, FAILURE_LOG_INTERVAL);
    this.buffers = new BodyBuffers(options.budget());
    this.workers = new IngestWorkers(options.threads(), buffers, options.maxDecompressedBytes());
  }

  /** The memory in which bodies are collected. */
  public BodyBuffers buffers() {
    return buffers;
  }

  /** Whether new bodies should wait, because memory is short or the store is busy. */
  public boolean isCongested() {
    return buffers.isTight() || store.isCongested();
  }

  /**
   * Stores a body. Does not block.
   *
   * @param completion receives the outcome; on this thread if too many bodies wait already
   */
  public void submit(IngestRequest request, IngestCompletion completion) {
    IngestJob job = new IngestJob(this, request, completion);
    if (!workers.submit(job)) {
      buffers.give(request.body());
      completion.failed(
          new IngestException(
              IngestException.Kind.OVERLOADED, "too many writes wait already; send it again"));
    }
  }

  WriteTarget store() {
    return store;
  }

  Clock clock() {
    return clock;
  }

  /** How often the log says that the store does not acknowledge writes. */
  LogPace failurePace() {
    return failurePace;
  }

  WriteMetrics metrics(IngestRequest request) {
    return metrics.writes(request.format().label());
  }

  /** How many refused rows an outcome reports. */
  int maxReportedRefusals() {
    return options.parsers().maxReportedRefusals();
  }

  /** What the parser of a request needs to know. */
  IngestContext contextOf(WriteContext context) {
    return new IngestContext(
        context.database(),
        context.precision(),
        context.receivedNanos(),
        store.catalog(),
        options.batches(),
        options.parsers());
  }

  /** Finishes all submitted bodies, then ends the workers. */
  @Override
  public void close() {
    workers.close();
  }
}
