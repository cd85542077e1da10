package io.pitwall.storage.commit;

import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteOutcome;
import java.util.function.Consumer;

/**
 * A caller's completion that hurts nobody else: what it throws goes to a handler, so that the other
 * callers are answered and the thread that answers lives on.
 */
final class GuardedCompletion implements WriteCompletion {
  private final WriteCompletion completion;
  private final Consumer<Throwable> onFault;

  GuardedCompletion(WriteCompletion completion, Consumer<Throwable> onFault) {
    this.completion = completion;
    this.onFault = onFault;
  }

  @Override
  public void completed(WriteOutcome outcome) {
    try {
      completion.completed(outcome);
    } catch (RuntimeException | Error e) {
      onFault.accept(e);
    }
  }

  @Override
  public void failed(Exception cause) {
    try {
      completion.failed(cause);
    } catch (RuntimeException | Error e) {
      onFault.accept(e);
    }
  }
}
