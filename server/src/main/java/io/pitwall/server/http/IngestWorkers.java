package io.pitwall.server.http;

import io.pitwall.server.ingest.BodyParser;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that decompress, parse and encode bodies, each with parsers of its own. What waits for
 * them is bounded by the budget of bodies, and by a count.
 */
final class IngestWorkers implements AutoCloseable {
  /** A body to be stored, run on one of the threads. */
  interface Task {
    void run(Tools tools);
  }

  /**
   * What one thread works with.
   *
   * @param parsers by road
   */
  record Tools(Map<WriteRoad, BodyParser> parsers, Decompressor decompressor) {}

  private static final Logger LOG = LoggerFactory.getLogger(IngestWorkers.class);
  private static final int MAX_WAITING = 1 << 16;
  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<Task> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  IngestWorkers(
      int count,
      Map<WriteRoad, Supplier<BodyParser>> parsers,
      BodyBuffers buffers,
      HttpLimits limits) {
    for (int i = 0; i < count; i++) {
      Map<WriteRoad, BodyParser> own = new EnumMap<>(WriteRoad.class);
      parsers.forEach((road, parser) -> own.put(road, parser.get()));
      Tools tools = new Tools(own, new Decompressor(buffers, limits.maxDecompressedBytes()));
      threads.add(
          Thread.ofPlatform().name("pitwall-ingest-" + i).daemon(true).start(() -> work(tools)));
    }
  }

  /** Whether the task was taken; if not, too much waits already. */
  boolean submit(Task task) {
    return !closing && waiting.offer(task);
  }

  private void work(Tools tools) {
    try {
      while (!closing || !waiting.isEmpty()) {
        Task task = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (task != null) {
          task.run(tools);
        }
      }
    } catch (InterruptedException e) {
      LOG.error("an ingest worker was interrupted and ends", e);
      Thread.currentThread().interrupt();
    } finally {
      tools.decompressor().close();
    }
  }

  /** Finishes what waits, then ends the threads. */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
