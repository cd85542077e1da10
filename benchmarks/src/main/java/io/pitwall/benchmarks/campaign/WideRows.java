package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows of many random doubles, which no encoding makes smaller: the log grows as fast as the memory
 * that unsealed rows take, so that a long log can be had with a heap of ordinary size.
 */
final class WideRows {
  static final String TABLE = "wide";

  private static final int ROWS = 500;
  private static final int FIELDS = 100;
  private static final int BODIES = 4;
  private static final int WRITERS = 3;

  private final AtomicLong sentRows = new AtomicLong();
  private final AtomicLong acknowledgedRows = new AtomicLong();
  private volatile boolean stopped;
  private final List<Thread> threads = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();

  WideRows(SplittableRandom random) {
    for (int body = 0; body < BODIES; body++) {
      StringBuilder text = new StringBuilder();
      for (int row = 0; row < ROWS; row++) {
        for (int field = 0; field < FIELDS; field++) {
          text.append(field == 0 ? TABLE + " " : ",").append('f').append(field).append('=');
          text.append(random.nextDouble());
        }
        text.append('\n');
      }
      bodies.add(text.toString());
    }
  }

  /** Begins to write, until the server is gone or {@link #stop} is called. */
  void start(ServerProcess server) {
    for (int i = 0; i < WRITERS; i++) {
      String body = bodies.get(i % BODIES);
      threads.add(Thread.ofPlatform().daemon().start(() -> write(server, body)));
    }
  }

  private void write(ServerProcess server, String body) {
    try {
      while (!stopped) {
        sentRows.addAndGet(ROWS);
        if (server.write(body)) {
          acknowledgedRows.addAndGet(ROWS);
        } else {
          Thread.sleep(20);
        }
      }
    } catch (IOException | InterruptedException e) {
      stopped = true; // killed, as planned
    }
  }

  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /**
   * Whether the number of rows found can be: what was acknowledged at least, what was sent at most.
   */
  boolean agreesWith(long rows) {
    return rows >= acknowledgedRows.get() && rows <= sentRows.get() && rows % ROWS == 0;
  }

  @Override
  public String toString() {
    return acknowledgedRows + " rows acknowledged of " + sentRows + " sent";
  }
}
