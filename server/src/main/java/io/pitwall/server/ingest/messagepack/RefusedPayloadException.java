package io.pitwall.server.ingest.messagepack;

import java.util.function.Supplier;

/**
 * A map of the body is well-formed but can't be stored; the others are not touched. The reason is
 * made when it is asked for, since of many only few are reported.
 */
final class RefusedPayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<String> reason;

  /**
   * @param reason makes the reason, later and perhaps never, of what does not change
   */
  RefusedPayloadException(Supplier<String> reason) {
    super(null, null, false, false);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return reason.get();
  }
}
