package io.pitwall.query.result;

import org.jspecify.annotations.Nullable;

/**
 * A request to stop a statement: any thread makes it, the executing thread checks it. Made by the
 * client, or by the server, which then says why. The first request counts.
 */
public final class QueryCancellation {
  private record Reason(QueryException.Kind kind, String message) {}

  private static final Reason BY_CLIENT =
      new Reason(QueryException.Kind.CANCELLED, "the statement was cancelled on request");

  private volatile @Nullable Reason reason;
  private @Nullable Runnable listener;

  /** The client no longer wants the statement's answer. */
  public void cancel() {
    cancel(BY_CLIENT);
  }

  /**
   * The server can't go on with the statement.
   *
   * @param kind and message: of the error that the statement ends with
   */
  public void cancel(QueryException.Kind kind, String message) {
    cancel(new Reason(kind, message));
  }

  private void cancel(Reason why) {
    Runnable informed;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = why;
      informed = listener;
    }
    if (informed != null) {
      informed.run();
    }
  }

  /**
   * Sets what wakes a statement that waits for something else than its own execution, such as its
   * client.
   *
   * @param wake called by the thread that cancels, at once if it has; must not block
   */
  public void onCancel(Runnable wake) {
    boolean late;
    synchronized (this) {
      listener = wake;
      late = reason != null;
    }
    if (late) {
      wake.run();
    }
  }

  public boolean isRequested() {
    return reason != null;
  }

  /**
   * Ends a statement that is to stop.
   *
   * @throws QueryException CANCELLED, or what the server says
   */
  public void check() throws QueryException {
    Reason why = reason;
    if (why != null) {
      throw new QueryException(why.kind(), why.message());
    }
  }
}
