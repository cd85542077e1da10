package io.pitwall.server.network;

/** The client of a connection is gone or does not read, so that nothing more can be sent to it. */
public final class ClientGoneException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Makes an exception without a stack trace: clients go often, and their going is no fault. */
  public ClientGoneException() {
    super("the client is gone or does not read", null, false, false);
  }
}
