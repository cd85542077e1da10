package io.pitwall.storage.batch;

/**
 * Told once what became of a batch. Called on the log's thread: hand on, don't work or block here.
 */
public interface WriteCompletion {
  /** The batch is durable, and visible to every snapshot taken from now on. */
  void completed(WriteOutcome outcome);

  /**
   * The batch is not stored, or, after an error while writing, it is not known whether it is.
   *
   * @param cause {@link StoreOverloadedException} if it may be sent again later
   */
  void failed(Exception cause);
}
