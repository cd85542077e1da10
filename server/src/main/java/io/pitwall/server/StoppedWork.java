package io.pitwall.server;

import io.pitwall.storage.runtime.ThreadScheduler;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background work that a fault has stopped. The server is not ready from then on, and says why.
 *
 * <p>After an error of the virtual machine (no memory, no stack) nothing in the process can be
 * relied on, so it ends at once, without the orderly steps of a shutdown: what was acknowledged is
 * on disk, and whoever supervises the process starts it again. Safe for all threads.
 */
final class StoppedWork implements ThreadScheduler.FaultHandler {
  /** The status that the process ends with. */
  static final int EXIT_STATUS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(StoppedWork.class);

  private final IntConsumer halt;
  private volatile @Nullable String description;

  /**
   * Makes a handler of faults.
   *
   * @param halt ends the process with a status at once
   */
  StoppedWork(IntConsumer halt) {
    this.halt = halt;
  }

  @Override
  public void onFault(String roleName, Throwable cause) {
    try {
      description = "the background work '" + roleName + "' has stopped: " + cause;
      LOG.error("the background work '{}' has stopped; restart the server", roleName, cause);
    } finally { // without memory the lines above fail too
      if (cause instanceof VirtualMachineError) {
        halt.accept(EXIT_STATUS);
      }
    }
  }

  /** What has stopped and why, in one sentence; null if nothing has. */
  @Nullable String description() {
    return description;
  }
}
