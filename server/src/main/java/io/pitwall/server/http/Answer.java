package io.pitwall.server.http;

/** A whole answer to one request. Immutable. */
public final class Answer {
  /** The content type of JSON. */
  public static final String JSON = "application/json";

  /** 204 without a body. */
  public static final Answer NO_CONTENT = new Answer(204, "", new byte[0], "");

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final String extraHeaders;

  /**
   * @param extraHeaders each ends with CRLF
   */
  private Answer(int status, String contentType, byte[] body, String extraHeaders) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.extraHeaders = extraHeaders;
  }

  /**
   * Returns an answer with a body.
   *
   * @param body must not change afterwards
   */
  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, contentType, body, "");
  }

  /**
   * Returns an answer with a body of JSON.
   *
   * @param body must not change afterwards
   */
  public static Answer json(int status, byte[] body) {
    return new Answer(status, JSON, body, "");
  }

  /** Returns the same answer with one more header. */
  public Answer withHeader(String name, String value) {
    return new Answer(status, contentType, body, extraHeaders + name + ": " + value + "\r\n");
  }

  public int status() {
    return status;
  }

  /** The content type; empty if there is no body. */
  String contentType() {
    return contentType;
  }

  /** The body; not to be changed. */
  byte[] body() {
    return body;
  }

  /** Further headers; each ends with CRLF. */
  String extraHeaders() {
    return extraHeaders;
  }
}
