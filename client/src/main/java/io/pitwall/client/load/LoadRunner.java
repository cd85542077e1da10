package io.pitwall.client.load;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs one load: {@link #start}, {@link #progress} as often as wanted, {@link #stop} to end it
 * early, {@link #await} for the report. Safe for use from several threads; a runner runs once.
 */
public final class LoadRunner implements AutoCloseable {
  /**
   * How often stuck connections are looked for, and the longest a pause goes without looking up.
   */
  static final long WATCH_MILLIS = 50;

  /**
   * Batch ids grow by one a batch from here on, per millisecond of the start: unique to each run.
   */
  private static final long BATCH_IDS_PER_MILLI = 1000;

  private final LoadOptions options;
  private final BatchLedger ledger;
  private final LoadCounters counters = new LoadCounters();
  private final LoadControl control;
  private final List<LoadWorker> workers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch ended;
  private @Nullable BatchSchedule schedule;
  private final AtomicLong endedNanos = new AtomicLong();
  private long lastProgressNanos;
  private long lastProgressRows;

  /** A load whose batches nobody keeps a ledger of. */
  public LoadRunner(LoadOptions options) {
    this(options, BatchLedger.NONE);
  }

  /**
   * A load that is not started yet.
   *
   * @throws IllegalArgumentException if the options don't go together
   */
  public LoadRunner(LoadOptions options, BatchLedger ledger) {
    this.options = options;
    this.ledger = ledger;
    this.control = new LoadControl(options.patience().drainMillis());
    this.ended = new CountDownLatch(options.pace().connections());
    new BatchSchedule(options, 0, wallNanos()); // refuses options that don't go together
  }

  /**
   * Prepares the bodies, connects and starts sending; returns once the clock runs.
   *
   * @throws IOException if the server can't be reached
   * @throws IllegalStateException if it was started before
   * @throws OutOfMemoryError if the bodies don't fit outside the heap: fewer connections, rows per
   *     batch or bodies per table help
   */
  public synchronized void start() throws IOException {
    if (!workers.isEmpty()) {
      throw new IllegalStateException("a load runs only once");
    }
    prepare();
    BatchSchedule started = new BatchSchedule(options, System.nanoTime(), wallNanos());
    schedule = started;
    lastProgressNanos = started.startNanos();
    control.endsAt(started.endNanos());
    for (LoadWorker worker : workers) {
      threads.add(startThread("load-" + threads.size(), () -> runWorker(worker, started)));
    }
    startThread("load-watch", this::watch);
  }

  private void prepare() throws IOException {
    long raceStart = wallNanos();
    long firstBatchId = raceStart / 1_000_000 * BATCH_IDS_PER_MILLI;
    int connections = options.pace().connections();
    List<Callable<LoadWorker>> builds = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      BodyFactory factory =
          new BodyFactory(options.payload(), i, connections, raceStart, firstBatchId);
      long bodySeed = options.payload().seed() * 31 + i;
      builds.add(() ->
          new LoadWorker(
              options, control, counters, ledger, factory.build(), firstBatchId, bodySeed));
    }
    int threadCount = Math.min(connections, Runtime.getRuntime().availableProcessors());
    try (ExecutorService pool = Executors.newFixedThreadPool(threadCount)) {
      for (Future<LoadWorker> built : pool.invokeAll(builds)) {
        workers.add(built.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the bodies were prepared", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(
          "the bodies could not be prepared: " + e.getCause(), e.getCause());
    }
    connect();
  }

  private void connect() throws IOException {
    for (LoadWorker worker : workers) {
      try {
        worker.connect();
      } catch (IOException e) {
        workers.forEach(LoadWorker::disconnect);
        throw new IOException(
            "can't connect to " + options.target().hostAndPort() + ": " + e.getMessage(), e);
      }
    }
  }

  private static Thread startThread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  private void runWorker(LoadWorker worker, BatchSchedule started) {
    try {
      worker.run(started);
    } finally {
      endedNanos.accumulateAndGet(System.nanoTime(), Math::max);
      ended.countDown();
    }
  }

  private void watch() {
    while (ended.getCount() > 0) {
      workers.forEach(LoadWorker::checkStall);
      LockSupport.parkNanos(WATCH_MILLIS * 1_000_000);
    }
  }

  /**
   * A snapshot; rate and latency cover the time since the last one, so one caller should ask.
   *
   * @throws IllegalStateException before {@link #start}
   */
  public synchronized LoadProgress progress() {
    BatchSchedule running = started();
    long now = System.nanoTime();
    long rows = counters.acknowledgedRows();
    double seconds = Math.max(1, now - lastProgressNanos) / 1e9;
    double rate = (rows - lastProgressRows) / seconds;
    lastProgressNanos = now;
    lastProgressRows = rows;
    boolean alive = ended.getCount() > 0;
    return new LoadProgress(
        (now - running.startNanos()) / 1_000_000,
        rows,
        rate,
        counters.latency.sinceLastAsked(),
        alive ? running.behindNanos(now) / 1_000_000 : 0,
        counters.sentBytes.get(),
        counters.failedBatches.get(),
        counters.retries.get(),
        alive);
  }

  /** Begins no further batch; what is under way is still answered, up to the drain time. */
  public void stop() {
    control.stop();
    for (Thread thread : copyOfThreads()) {
      LockSupport.unpark(thread);
    }
  }

  private synchronized List<Thread> copyOfThreads() {
    return List.copyOf(threads);
  }

  /**
   * Waits until all threads have ended.
   *
   * @throws IllegalStateException before {@link #start}, or with the cause if a thread or the
   *     ledger failed
   * @throws InterruptedException if interrupted; the load goes on
   */
  public LoadReport await() throws InterruptedException {
    started();
    ended.await();
    Throwable failure = control.failure();
    if (failure != null) {
      throw new IllegalStateException("the load failed: " + failure, failure);
    }
    return report();
  }

  private synchronized BatchSchedule started() {
    if (schedule == null) {
      throw new IllegalStateException("the load has not been started");
    }
    return schedule;
  }

  private synchronized LoadReport report() {
    BatchSchedule done = started();
    long lastNanos = endedNanos.get();
    long acknowledged = counters.acknowledgedBatches.get();
    long failed = counters.failedBatches.get();
    long due = done.isOpenLoop() ? done.dueBatches(Math.min(control.stoppedNanos(), lastNanos)) : 0;
    return new LoadReport(
        (lastNanos - done.startNanos()) / 1_000_000,
        counters.acknowledgedRowsPerTable(),
        acknowledged,
        failed,
        counters.unknownBatches.get(),
        Math.max(0, due - acknowledged - failed),
        counters.retries.get(),
        counters.connectFailures.get(),
        counters.firstErrors(),
        counters.latency.total(),
        counters.serviceLatency.total(),
        counters.sentBytes.get(),
        counters.uncompressedBytes.get(),
        counters.cpuNanos.get() / 1e9);
  }

  /** Stops and waits until all threads have ended; an interrupt only cuts the waiting short. */
  @Override
  public void close() {
    if (copyOfThreads().isEmpty()) {
      return;
    }
    stop();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long wallNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
