package io.pitwall.server.ingest.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that decompress, parse and encode bodies, each with its own parsers. The waiting bodies
 * are bounded by the memory budget and by a count. Safe for all threads.
 */
public final class IngestWorkers implements AutoCloseable {
  /** Work for one of the threads. */
  interface Task {
    /** Called once, on a worker thread. */
    void run(Tools tools);
  }

  /** What one thread works with; owned by it. */
  record Tools(FormatParsers parsers, Decompressor decompressor) {}

  private static final Logger LOG = LoggerFactory.getLogger(IngestWorkers.class);
  private static final int MAX_WAITING = 1 << 16;
  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<Task> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  /**
   * Starts the threads.
   *
   * @param maxDecompressedBytes the largest body after decompression
   */
  IngestWorkers(int count, BodyBuffers buffers, int maxDecompressedBytes) {
    for (int i = 0; i < count; i++) {
      Tools tools = new Tools(new FormatParsers(), new Decompressor(buffers, maxDecompressedBytes));
      threads.add(
          Thread.ofPlatform().name("pitwall-ingest-" + i).daemon(true).start(() -> work(tools)));
    }
  }

  /** Whether the task was accepted; if not, too many wait already or the workers are closed. */
  boolean submit(Task task) {
    return !closing && waiting.offer(task);
  }

  private void work(Tools tools) {
    try {
      while (!closing || !waiting.isEmpty()) {
        Task task = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (task != null) {
          run(task, tools);
        }
      }
    } catch (InterruptedException e) {
      LOG.error("an ingest worker was interrupted and ends", e);
      Thread.currentThread().interrupt();
    } finally {
      tools.decompressor().close();
    }
  }

  /** A fault of one task must not cost the thread, which all later ones need. */
  private static void run(Task task, Tools tools) {
    try {
      task.run(tools);
    } catch (Throwable e) {
      LOG.error("a write was not answered because of a fault of the server", e);
    }
  }

  /** Finishes all accepted tasks, then ends the threads. */
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
