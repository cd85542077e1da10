package io.pitwall.benchmarks.campaign;

import io.pitwall.client.load.Target;
import java.io.IOException;

/** A server process that takes line protocol and whose speed is measured. */
interface IngestContestant extends AutoCloseable {
  /** Where the load goes. */
  Target target();

  /** Processor time since its start, user and system. */
  double cpuSeconds() throws IOException;

  /**
   * Waits until the work that the rows taken so far still cause is done; it counts as part of their
   * cost.
   */
  void finishWork() throws IOException, InterruptedException;

  /** Makes it ready for the next round, outside what is measured. */
  void tidy() throws IOException;

  @Override
  void close() throws IOException;
}
