package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads many rows over both protocols, 100 KB a second each; all of them must come. */
final class SlowReaders implements Abuse {
  private static final int READERS = 6;
  private static final int BYTES_PER_SECOND = 100_000;

  /** A short answer ends within some seconds; a long one is more than the systems buffer. */
  private static final int SHORT_ROWS = 2_000;

  private static final int LONG_ROWS = 20_000;

  private final AbuseScene scene;
  private final List<Thread> readers = new ArrayList<>();
  private final AtomicInteger wholeOverHttp = new AtomicInteger();
  private final AtomicInteger wholeOverPostgres = new AtomicInteger();
  private int started;
  private volatile boolean closed;

  SlowReaders(AbuseScene scene) {
    this.scene = scene;
  }

  /** Starts a reader as long as there are too few. */
  @Override
  public void act() {
    readers.removeIf(reader -> !reader.isAlive());
    if (readers.size() < READERS) {
      boolean overHttp = started++ % 2 == 0;
      SplittableRandom random = scene.random().split();
      readers.add(Thread.ofVirtual().start(() -> readAll(overHttp, random)));
    }
  }

  /** Reads answers until the end, or until one breaks. */
  private void readAll(boolean overHttp, SplittableRandom random) {
    int rows = SHORT_ROWS;
    try {
      while (!closed) {
        if (overHttp) {
          readOverHttp(rows);
        } else {
          readOverPostgres(rows);
        }
        rows = random.nextBoolean() ? SHORT_ROWS : LONG_ROWS;
      }
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        scene.tally().fault("an answer that was read slowly broke: " + e);
      }
    }
  }

  private void readOverHttp(int rows) throws IOException {
    try (AbuseHttp http = scene.openHttp()) {
      http.socket().slowDown(BYTES_PER_SECOND);
      AbuseAnswer answer = http.ask(AbuseRequest.query(statement(rows), scene.token()));
      if (!closed) {
        scene.tally().expect("rows read slowly", answer, "200");
        judge(rows, answer.text().contains("\"row_count\":" + rows), wholeOverHttp);
      }
    }
  }

  private void readOverPostgres(int rows) throws IOException {
    try (AbusePostgres session = scene.openSession()) {
      session.socket().slowDown(BYTES_PER_SECOND);
      AbuseAnswer answer = session.ask(statement(rows));
      if (!closed) {
        scene.tally().expect("rows read slowly", answer, AbuseAnswer.DONE);
        judge(rows, session.hasRead(rows), wholeOverPostgres);
      }
    }
  }

  private void judge(int rows, boolean whole, AtomicInteger count) {
    if (whole) {
      count.incrementAndGet();
    } else {
      scene.tally().fault("an answer of " + rows + " rows that was read slowly was not whole");
    }
  }

  private String statement(int rows) {
    return scene.readEverything() + " LIMIT " + rows;
  }

  @Override
  public String missing() {
    return wholeOverHttp.get() > 0 && wholeOverPostgres.get() > 0
        ? ""
        : "a whole answer over each protocol";
  }

  /** The readers end after their next read. */
  @Override
  public void close() {
    closed = true;
    readers.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread reader : readers) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
