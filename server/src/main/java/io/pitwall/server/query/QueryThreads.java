package io.pitwall.server.query;

import io.pitwall.storage.limit.Limit;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which the statements of all protocols run. Both the number that run and the number
 * that wait are limited, so that the memory of all statements together is bounded however many
 * connections there are. Safe for all threads.
 */
public final class QueryThreads implements Executor, AutoCloseable {
  /** Checked when a statement is submitted. */
  public static final Limit MAX_QUEUED_QUERIES =
      Limit.count(
          "max-queued-queries", 256, "Most statements that wait for a thread; 503 for more.");

  private static final long IDLE_SECONDS = 30;
  private static final long CLOSE_SECONDS = 5;

  private final ThreadPoolExecutor threads;

  /**
   * @param count query-threads: statements that run at once
   * @param maxWaiting {@link #MAX_QUEUED_QUERIES}
   */
  public QueryThreads(int count, int maxWaiting) {
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
   * Runs a statement as soon as a thread is free.
   *
   * @throws RejectedExecutionException if too many wait already, or after the end
   */
  @Override
  public void execute(Runnable statement) {
    threads.execute(statement);
  }

  /** The number of statements that run. */
  public int running() {
    return threads.getActiveCount();
  }

  /** The number of statements that wait for a thread. */
  public int waiting() {
    return threads.getQueue().size();
  }

  /** Waits some seconds for the statements that run, then interrupts them. */
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
