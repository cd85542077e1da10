package io.pitwall.storage.batch;

/**
 * A write is too large as a whole, so nothing of it is stored; the message names the limit. Sending
 * it again can't help, sending fewer rows at once can. Without a stack trace: it reports a fault of
 * a request, not of this program.
 */
public final class BatchTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BatchTooLargeException(String message) {
    super(message, null, false, false);
  }
}
