package io.pitwall.server.query;

import io.pitwall.storage.limit.Limit;
import io.pitwall.storage.runtime.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which the statements of all protocols run, one for each statement that has begun.
 * Only a few compute at the same time: each needs a permit to, and gives it back while it waits for
 * its client, so that clients that do not read hold up nobody. The numbers of those that compute,
 * that have begun and that wait to begin are all limited, so that the memory of all statements
 * together is bounded however many connections there are. Safe for all threads.
 *
 * <p>They are threads of the operating system, which share the processors among long and short
 * statements and have stacks as deep as a statement may nest. Threads without work end.
 */
public final class QueryThreads implements AutoCloseable {
  /** Checked when a statement is submitted. */
  public static final Limit MAX_QUEUED_QUERIES =
      Limit.count("max-queued-queries", 256, "Most statements that wait to run; 503 for more.");

  /** Further statements wait, however few of those that have begun compute. */
  public static final Limit MAX_OPEN_QUERIES =
      Limit.count(
          "max-open-queries",
          128,
          "Most statements that have begun, those that wait for their client to read included;"
              + " more wait.");

  private static final Logger LOG = LoggerFactory.getLogger(QueryThreads.class);
  private static final long STACK_BYTES = 16L << 20;
  private static final long IDLE_SECONDS = 30;
  private static final long CLOSE_SECONDS = 5;

  private final Counts counts;
  private final Clock clock;
  private final Semaphore permits;
  private final ThreadPoolExecutor threads;

  /** Statements that were submitted and have not ended. */
  private final AtomicInteger submitted = new AtomicInteger();

  /** Statements that wait for their client. */
  private final AtomicInteger paused = new AtomicInteger();

  /**
   * How many statements are where.
   *
   * @param computing query-threads: statements that compute at once
   * @param open {@link #MAX_OPEN_QUERIES}
   * @param queued {@link #MAX_QUEUED_QUERIES}
   */
  public record Counts(int computing, int open, int queued) {}

  /** A statement to run. */
  @FunctionalInterface
  public interface Work {
    /**
     * Runs the statement and answers its client, whatever happens.
     *
     * @param permit the right to compute, which the statement has when it begins
     */
    void run(QueryPermit permit);
  }

  /** Begins without a thread. */
  public QueryThreads(Counts counts, Clock clock) {
    this.counts = counts;
    this.clock = clock;
    this.permits = new Semaphore(counts.computing(), true);
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            counts.open(),
            counts.open(),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              String name = "pitwall-query-" + number.getAndIncrement();
              Thread thread = new Thread(null, task, name, STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs a statement as soon as a permit is free.
   *
   * @throws RejectedExecutionException if too many wait already, or after the end
   */
  public void execute(Work statement) {
    int ahead = submitted.getAndIncrement();
    int away = paused.get();
    int begin = Math.min(counts.computing(), Math.max(0, counts.open() - away));
    if (ahead - away >= begin + counts.queued()) {
      submitted.decrementAndGet();
      throw new RejectedExecutionException("too many statements wait");
    }
    boolean taken = false;
    try {
      threads.execute(() -> run(statement));
      taken = true;
    } finally {
      if (!taken) {
        submitted.decrementAndGet();
      }
    }
  }

  private void run(Work statement) {
    QueryPermit permit = new QueryPermit(permits, paused, clock);
    try {
      permit.take();
      statement.run(permit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      LOG.error("a statement was not answered because of a fault of the server", e);
    } finally {
      permit.giveBack();
      submitted.decrementAndGet();
    }
  }

  /** The number of statements that compute. */
  public int running() {
    return counts.computing() - permits.availablePermits();
  }

  /** The number of statements that have begun and wait for their client to read. */
  public int paused() {
    return paused.get();
  }

  /** The number of statements that wait to compute. */
  public int waiting() {
    return Math.max(0, submitted.get() - paused.get() - running());
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
