package io.pitwall.server.command;

import java.util.concurrent.CountDownLatch;

/** Ends a command in order when a signal stops the process; exit code 0 if that worked. */
final class Ending {
  /** Closes what the command has opened. */
  interface Work {
    void run() throws Exception;
  }

  private Ending() {}

  /** Waits for SIGTERM or SIGINT, then does the work and ends the process. */
  static void awaitSignal(String name, Work work) throws InterruptedException {
    onSignal(name, work);
    new CountDownLatch(1).await();
  }

  /**
   * Does the work when a signal stops the process. Java would exit with 128 + the number of the
   * signal after its hooks, so the hook ends the process itself.
   *
   * @return the hook, for {@link Runtime#removeShutdownHook} when the command ends by itself
   */
  static Thread onSignal(String name, Work work) {
    Thread hook = Thread.ofPlatform().name(name).unstarted(() -> end(work));
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  private static void end(Work work) {
    int exitCode = 0;
    try {
      work.run();
    } catch (Exception e) {
      System.err.println("Could not close in order: " + e);
      exitCode = 1;
    }
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(exitCode);
  }
}
