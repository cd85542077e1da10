package io.pitwall.storage.format;

/** Encoded bytes break their format: they were damaged, cut, or written by a newer version. */
public final class CorruptDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, and at which byte
   */
  public CorruptDataException(String message) {
    super(message);
  }

  /**
   * @param message what is wrong
   * @param cause what found it
   */
  public CorruptDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
