package io.pitwall.storage.batch;

/**
 * A name or a count is beyond its limit; the message says which, where, and what the limit is.
 * Without a stack trace: it reports a fault of a request, not of this program, and a request may
 * cause many.
 */
public final class LimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LimitException(String message) {
    super(message, null, false, false);
  }
}
