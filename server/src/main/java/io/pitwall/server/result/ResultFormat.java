package io.pitwall.server.result;

import java.util.function.Function;
import java.util.function.LongSupplier;

/** The forms in which results are sent over HTTP, one constant per form. */
public enum ResultFormat {
  /** One JSON document with an array per row. */
  JSON("application/json", JsonResultEncoder::new);

  private final String contentType;
  private final Encoders encoders;

  /** Makes encoders from a source of the time since the statement began, in nanoseconds. */
  @FunctionalInterface
  private interface Encoders extends Function<LongSupplier, ResultEncoder> {}

  ResultFormat(String contentType, Encoders encoders) {
    this.contentType = contentType;
    this.encoders = encoders;
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
    return encoders.apply(elapsedNanos);
  }
}
