package io.pitwall.query.result;

/** A request to stop, made by any thread and looked at by the one that executes. */
public final class QueryCancellation {
  private volatile boolean requested;

  public void cancel() {
    requested = true;
  }

  public boolean isRequested() {
    return requested;
  }
}
