package io.pitwall.server.command;

import java.util.concurrent.CountDownLatch;

/** Ends a command in order when the process is told to end, with exit code 0 if that worked. */
final class Ending {
  /** What is to be done at the end. */
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
   * Has the work done when the process is told to end. Java would exit with 128 + the signal's
   * number after its hooks; the hook ends the process itself.
   *
   * @return to be given to {@link Runtime#removeShutdownHook} when the command ends by itself
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
      System.err.println("Did not end in order: " + e);
      exitCode = 1;
    }
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(exitCode);
  }
}
