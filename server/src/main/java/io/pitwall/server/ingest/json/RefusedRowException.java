package io.pitwall.server.ingest.json;

import java.util.function.Supplier;

/**
 * An object of the body is well-formed but can't be stored; the others are not touched. The reason
 * is made when it is asked for, since of many only few are reported.
 */
final class RefusedRowException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<String> reason;

  /**
   * @param reason makes the reason, later and perhaps never, of what does not change
   */
  RefusedRowException(Supplier<String> reason) {
    super(null, null, false, false);
    this.reason = reason;
  }

  @Override
  public String getMessage() {
    return reason.get();
  }
}
