package io.pitwall.server.ingest;

/**
 * A body as a whole can't be understood, so nothing of it is stored. The message says what is wrong
 * and where. Without a stack trace: its cause is a request, not a fault of the server.
 */
public final class MalformedBodyException extends Exception {
  private static final long serialVersionUID = 1L;

  public MalformedBodyException(String message) {
    super(message, null, false, false);
  }
}
