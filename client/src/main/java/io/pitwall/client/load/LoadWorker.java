package io.pitwall.client.load;

import io.pitwall.client.race.RaceTable;
import io.pitwall.client.send.HttpConnection;
import io.pitwall.client.send.HttpResponse;
import io.pitwall.client.send.PostHeader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a load and what its thread does: take a batch, wait for its time, write its
 * body, read answers. Only {@link #checkStall} is called by another thread.
 */
final class LoadWorker {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVICE_UNAVAILABLE = 503;
  private static final long IDLE = Long.MAX_VALUE;

  private final LoadOptions options;
  private final LoadControl control;
  private final LoadCounters counters;
  private final BatchLedger ledger;
  private final long firstBatchId;
  private final InetSocketAddress address;
  private final PostHeader header;
  private final Map<RaceTable, List<PreparedBody>> bodies;
  private final SplittableRandom random;
  private final ByteBuffer[] parts;
  private final HttpResponse response = new HttpResponse();
  private final ArrayDeque<PlannedBatch> free = new ArrayDeque<>();
  private final ArrayDeque<PlannedBatch> underWay = new ArrayDeque<>();

  private volatile @Nullable HttpConnection connection;
  private volatile long busySinceNanos = IDLE;
  private volatile @Nullable String abortReason;

  /**
   * Takes over prepared bodies.
   *
   * @param firstBatchId id of the load's batch 0
   */
  LoadWorker(
      LoadOptions options,
      LoadControl control,
      LoadCounters counters,
      BatchLedger ledger,
      Map<RaceTable, List<PreparedBody>> bodies,
      long firstBatchId,
      long bodySeed) {
    this.options = options;
    this.control = control;
    this.counters = counters;
    this.ledger = ledger;
    this.bodies = bodies;
    this.firstBatchId = firstBatchId;
    this.address = new InetSocketAddress(options.target().host(), options.target().port());
    this.header = LoadRequests.header(options);
    this.random = new SplittableRandom(bodySeed);
    this.parts = new ByteBuffer[1 + PreparedBody.parts(options.payload().gzipLevel())];
    for (int i = 0; i < options.pace().pipeliningDepth(); i++) {
      free.add(new PlannedBatch());
    }
  }

  /** Connects for the first time, before the clock starts. */
  void connect() throws IOException {
    connection =
        HttpConnection.connect(
            address, options.pace().pipeliningDepth(), options.patience().connectTimeoutMillis());
  }

  /** Sends until the schedule is used up or the load must end. */
  void run(BatchSchedule schedule) {
    long cpuBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    try {
      sendAll(schedule);
      while (!underWay.isEmpty()) {
        receiveOldest();
      }
    } catch (RuntimeException | Error e) {
      control.fail(e);
    } finally {
      disconnect();
      counters.cpuNanos.addAndGet(
          ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuBefore);
    }
  }

  private void sendAll(BatchSchedule schedule) {
    while (!control.mustEnd()) {
      PlannedBatch batch = free.peek();
      if (batch == null) {
        receiveOldest();
        continue;
      }
      long now = System.nanoTime();
      if (!schedule.take(batch, now)) {
        return;
      }
      if (batch.intendedNanos > now) {
        while (!underWay.isEmpty()) {
          receiveOldest();
        }
        if (!pauseUntil(batch.intendedNanos)) {
          return;
        }
      }
      free.remove();
      begin(batch);
    }
  }

  private void begin(PlannedBatch batch) {
    int choice = bodiesOf(batch).size();
    batch.body =
        options.payload().timeMode() == TimeMode.UNIQUE
            ? (int) (batch.index / bodies.size() % choice)
            : random.nextInt(choice);
    if (!ensureConnected()) {
      free.add(batch);
      return;
    }
    ledger.attempted(batch.table.tableName(), batchId(batch), options.payload().rowsPerBatch());
    send(batch);
  }

  private void send(PlannedBatch batch) {
    HttpConnection open = connection;
    if (open == null) {
      throw new IllegalStateException("a batch can't be sent without a connection");
    }
    PreparedBody body = bodiesOf(batch).get(batch.body);
    int wireBytes = body.render(batch.firstTime, batch.timeStep, batchId(batch), parts, 1);
    parts[0] = header.withContentLength(wireBytes);
    underWay.addLast(batch);
    try {
      busySinceNanos = System.nanoTime();
      open.send(parts);
      counters.sentBytes.addAndGet(wireBytes);
      counters.uncompressedBytes.addAndGet(body.uncompressedBytes());
    } catch (IOException e) {
      if (underWay.size() > 1 || !answersEarly(open)) {
        connectionBroke(e);
        return;
      }
      handleAnswer(true);
    } finally {
      busySinceNanos = IDLE;
    }
  }

  /**
   * Whether a server that stopped reading has said why, as with a refused token or a large body.
   */
  private boolean answersEarly(HttpConnection open) {
    try {
      open.receive(response);
      return !response.isSuccess();
    } catch (IOException e) {
      return false;
    }
  }

  private void receiveOldest() {
    HttpConnection open = connection;
    if (open == null) {
      throw new IllegalStateException("no answer can come without a connection");
    }
    try {
      busySinceNanos = System.nanoTime();
      open.receive(response);
    } catch (IOException e) {
      connectionBroke(e);
      return;
    } finally {
      busySinceNanos = IDLE;
    }
    handleAnswer(response.isClosing());
  }

  private void handleAnswer(boolean closing) {
    PlannedBatch batch = underWay.removeFirst();
    if (response.status() == TOO_MANY_REQUESTS || response.status() == SERVICE_UNAVAILABLE) {
      retry(batch, closing);
      return;
    }
    if (response.isSuccess()) {
      acknowledged(batch);
    } else {
      failed(
          batch,
          response.status()
              + " from "
              + options.target().hostAndPort()
              + ": "
              + response.bodyText());
    }
    if (closing) {
      connectionBroke(new IOException("the server closed the connection after its answer"));
    }
  }

  private void acknowledged(PlannedBatch batch) {
    int rows = options.payload().rowsPerBatch();
    ledger.acknowledged(batch.table.tableName(), batchId(batch), rows);
    counters.acknowledged(batch.table, rows);
    counters.latency.record(System.nanoTime() - batch.intendedNanos);
    counters.serviceLatency.record(response.latencyNanos());
    free.add(batch);
  }

  private void failed(PlannedBatch batch, String message) {
    counters.failed(message);
    free.add(batch);
  }

  private void retry(PlannedBatch batch, boolean closing) {
    Patience patience = options.patience();
    String refusal = response.status() + ": " + response.bodyText();
    long asked = response.retryAfterMillis();
    long pause =
        Math.min(
            asked == HttpResponse.NO_RETRY_AFTER ? patience.defaultRetryAfterMillis() : asked,
            patience.maxRetryAfterMillis());
    if (closing) {
      connectionBroke(new IOException("the server closed the connection after its answer"));
    }
    boolean again =
        batch.retries < patience.maxRetries()
            && pauseUntil(System.nanoTime() + pause * 1_000_000)
            && ensureConnected();
    if (!again) {
      failed(batch, "given up after " + batch.retries + " retries, last answer " + refusal);
      return;
    }
    batch.retries++;
    counters.retries.incrementAndGet();
    send(batch);
  }

  /** Whatever is under way may or may not have been stored, and is not sent again. */
  private void connectionBroke(IOException cause) {
    String reason = abortReason == null ? String.valueOf(cause.getMessage()) : abortReason;
    if (cause.getMessage() == null && abortReason == null) {
      reason = cause.getClass().getSimpleName();
    }
    for (PlannedBatch batch = underWay.poll(); batch != null; batch = underWay.poll()) {
      counters.unknownBatches.incrementAndGet();
      failed(batch, "connection lost, outcome unknown: " + reason);
    }
    disconnect();
    if (options.patience().endOnDisconnect()) {
      control.stop();
    }
  }

  /** Gives the connection up. */
  void disconnect() {
    HttpConnection open = connection;
    connection = null;
    if (open != null) {
      close(open);
    }
    abortReason = null;
  }

  private static void close(HttpConnection open) {
    try {
      open.close();
    } catch (IOException e) {
      // Nothing is lost with a socket that can't even be closed.
    }
  }

  private boolean ensureConnected() {
    while (connection == null) {
      if (control.mustEnd()) {
        return false;
      }
      try {
        connect();
      } catch (IOException e) {
        counters.connectFailed(
            "can't connect to " + options.target().hostAndPort() + ": " + e.getMessage());
        pauseUntil(System.nanoTime() + options.patience().reconnectDelayMillis() * 1_000_000L);
      }
    }
    return true;
  }

  /** Returns true when the time has come, false when the load must end first. */
  private boolean pauseUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      if (control.mustEnd()) {
        return false;
      }
      LockSupport.parkNanos(this, Math.min(left, LoadRunner.WATCH_MILLIS * 1_000_000));
    }
    return true;
  }

  private List<PreparedBody> bodiesOf(PlannedBatch batch) {
    return Objects.requireNonNull(bodies.get(batch.table));
  }

  private long batchId(PlannedBatch batch) {
    return firstBatchId + batch.index;
  }

  /**
   * Closes the connection if the worker has been stuck on it for too long; called by the watcher.
   */
  void checkStall() {
    long since = busySinceNanos;
    HttpConnection open = connection;
    if (since == IDLE || open == null) {
      return;
    }
    int limitMillis = options.patience().requestTimeoutMillis();
    if (System.nanoTime() - since >= limitMillis * 1_000_000L) {
      abortReason = "no progress within " + limitMillis + " ms";
      close(open);
    } else if (control.isPastHardEnd()) {
      abortReason = "the load ended before the answer came";
      close(open);
    }
  }
}
