package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * A panel of the dashboard: asks one query over one protocol again and again. Latency counts from
 * when the query was due, so that an answer that comes late also delays the ones after it.
 */
final class RacePanel implements Runnable {
  private final String protocolName;
  private final RaceQuery query;
  private final RaceProtocol protocol;
  private final RaceClock clock;
  private final long offsetNanos;
  private final long intervalNanos;
  private final RaceSamples warmUp = new RaceSamples();
  private final RaceSamples measured = new RaceSamples();

  /**
   * A panel.
   *
   * @param offsetNanos when the query is due first, from the start
   * @param intervalNanos from then on
   */
  RacePanel(
      String protocolName,
      RaceQuery query,
      RaceProtocol protocol,
      RaceClock clock,
      long offsetNanos,
      long intervalNanos) {
    this.protocolName = protocolName;
    this.query = query;
    this.protocol = protocol;
    this.clock = clock;
    this.offsetNanos = offsetNanos;
    this.intervalNanos = intervalNanos;
  }

  /**
   * When a race runs.
   *
   * @param startNanos {@link System#nanoTime} of the start
   * @param warmUpNanos how long answers are counted apart
   * @param durationNanos how long queries are due
   */
  record RaceClock(long startNanos, long warmUpNanos, long durationNanos) {}

  @Override
  public void run() {
    for (long due = offsetNanos; due < clock.durationNanos; due += intervalNanos) {
      RaceSamples samples = due < clock.warmUpNanos ? warmUp : measured;
      if (System.nanoTime() - clock.startNanos >= clock.durationNanos) {
        samples.neverAsked();
      } else if (!ask(samples, clock.startNanos + due)) {
        return;
      }
    }
  }

  /** False if the thread was interrupted. */
  private boolean ask(RaceSamples samples, long dueNanos) {
    for (long wait = dueNanos - System.nanoTime(); wait > 0; wait = dueNanos - System.nanoTime()) {
      LockSupport.parkNanos(wait);
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    try {
      int rows = protocol.ask(query.sql()).size();
      samples.answered(System.nanoTime() - dueNanos, rows);
    } catch (IOException e) {
      samples.failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return true;
  }

  String protocolName() {
    return protocolName;
  }

  RaceQuery query() {
    return query;
  }

  /** The answers of the warm-up; to be read after {@link #run} has ended. */
  RaceSamples warmUp() {
    return warmUp;
  }

  /** The answers after it; to be read after {@link #run} has ended. */
  RaceSamples measured() {
    return measured;
  }
}
