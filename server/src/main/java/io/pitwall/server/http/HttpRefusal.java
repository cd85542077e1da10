package io.pitwall.server.http;

/** A request that is not served, with what the client is told. Without a stack trace. */
class HttpRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  HttpRefusal(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  /** The message, never null. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
