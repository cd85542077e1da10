package io.pitwall.storage.batch;

import org.jspecify.annotations.Nullable;

/**
 * The store acknowledges nothing any more: the log could not be written or synced, and what of it
 * is on disk is only known after a restart. Reading continues.
 */
public final class StoreFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public StoreFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
