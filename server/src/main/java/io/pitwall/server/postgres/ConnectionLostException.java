package io.pitwall.server.postgres;

/** The client is gone; nobody is to be told. */
final class ConnectionLostException extends Exception {
  private static final long serialVersionUID = 1L;

  ConnectionLostException() {
    super("the connection is closed", null, false, false);
  }
}
