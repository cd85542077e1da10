package io.pitwall.storage.batch;

/** A named budget is spent (log bytes, head bytes, queue); nothing was stored, try again later. */
public final class StoreOverloadedException extends Exception {
  private static final long serialVersionUID = 1L;

  public StoreOverloadedException(String message) {
    super(message);
  }
}
