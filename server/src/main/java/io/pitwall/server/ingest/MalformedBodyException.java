package io.pitwall.server.ingest;

/**
 * A body as a whole can't be understood, so nothing of it is stored. The message says what is wrong
 * and where. Without a stack trace: it tells of a request, not of a fault in here.
 */
public final class MalformedBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedBodyException(String message) {
    super(message, null, false, false);
  }
}
