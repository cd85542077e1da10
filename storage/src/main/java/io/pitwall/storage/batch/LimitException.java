package io.pitwall.storage.batch;

import java.util.function.Supplier;

/**
 * A name or a count is beyond its limit; the message says which, where, and what the limit is. It
 * is made when it is asked for, and there is no stack trace: the exception reports a fault of a
 * request, not of this program, and a request may cause many of which few are reported.
 */
public final class LimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<String> message;

  /**
   * @param message makes the message, later and perhaps never, of what does not change
   */
  public LimitException(Supplier<String> message) {
    super(null, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message.get();
  }
}
