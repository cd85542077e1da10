package io.pitwall.storage.column;

/** A name or a count is past its limit; the message says which, where, and what the limit is. */
public final class LimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LimitException(String message) {
    super(message);
  }
}
