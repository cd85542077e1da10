package io.pitwall.storage;

/** The store did not keep its promise. */
final class StoreCrashViolation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreCrashViolation(String message) {
    super(message);
  }

  StoreCrashViolation(String message, Throwable cause) {
    super(message, cause);
  }
}
