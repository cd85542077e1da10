package io.pitwall.server.postgres.session;

/** The client is gone, so nothing can be sent to it any more. */
final class ConnectionLostException extends Exception {
  private static final long serialVersionUID = 1L;

  ConnectionLostException() {
    super("the connection is closed", null, false, false);
  }
}
