package io.pitwall.server;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which the statements of all surfaces run, so many at once and so many waiting:
 * what statements take together stays bounded however many connections there are. Safe for all
 * threads.
 */
final class QueryThreads implements Executor, AutoCloseable {
  private static final long IDLE_SECONDS = 30;
  private static final long CLOSE_SECONDS = 5;

  private final ThreadPoolExecutor threads;

  /**
   * @param count query-threads: statements that run at once
   * @param maxWaiting max-queued-queries
   */
  QueryThreads(int count, int maxWaiting) {
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(maxWaiting),
            Thread.ofPlatform().name("pitwall-query-", 0).daemon(true).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Has a statement run as soon as a thread is free.
   *
   * @throws RejectedExecutionException if too many wait already, or after the end
   */
  @Override
  public void execute(Runnable statement) {
    threads.execute(statement);
  }

  int running() {
    return threads.getActiveCount();
  }

  int waiting() {
    return threads.getQueue().size();
  }

  /** Waits a while for what runs, whose clients are gone by now, then interrupts it. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
