package io.pitwall.client.load;

import io.pitwall.client.race.RaceTable;

/**
 * One batch on its way: what the schedule said of it and what has happened to it. A thread reuses a
 * few of these; what they say is enough to write the same body again.
 */
final class PlannedBatch {
  /** The batch's place in the load, from 0. */
  long index;

  /** The table of all its rows. */
  RaceTable table = RaceTable.ENGINE;

  /** When it should be sent, on the scale of {@link System#nanoTime}. */
  long intendedNanos;

  /** The first row's time, in the load's precision. */
  long firstTime;

  /** From one row's time to the next. */
  long timeStep;

  /** Which of the connection's bodies for the table. */
  int body;

  /** How often it has been sent again. */
  int retries;
}
