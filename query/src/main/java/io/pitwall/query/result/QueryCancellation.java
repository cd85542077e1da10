package io.pitwall.query.result;

/** A request to stop a statement: any thread makes it, the executing thread checks it. */
public final class QueryCancellation {
  private volatile boolean requested;

  public void cancel() {
    requested = true;
  }

  public boolean isRequested() {
    return requested;
  }
}
