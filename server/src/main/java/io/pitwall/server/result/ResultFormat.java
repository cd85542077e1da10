package io.pitwall.server.result;

import java.util.function.LongSupplier;

/** The forms in which results are sent over HTTP, one constant per form. */
public enum ResultFormat {
  /** One JSON document with an array per row. */
  JSON("application/json");

  private final String contentType;

  ResultFormat(String contentType) {
    this.contentType = contentType;
  }

  /** The media type of the body. */
  public String contentType() {
    return contentType;
  }

  /**
   * Makes an encoder for one result.
   *
   * @param elapsedNanos returns the time since the statement began
   */
  public ResultEncoder encoder(LongSupplier elapsedNanos) {
    return switch (this) {
      case JSON -> new JsonResultEncoder(elapsedNanos);
    };
  }
}
