package io.pitwall.server.ingest.pipeline;

/**
 * Receives the outcome of one request. Exactly one method is called, once, on any thread: the
 * submitting one, an ingest worker or the log's. It must not block and must not throw.
 */
public interface IngestCompletion {
  /** The body was read; all rows that are not among the refused ones are stored. */
  void completed(IngestResult result);

  /** The body as a whole failed. Nothing of it is acknowledged. */
  void failed(IngestException failure);
}
