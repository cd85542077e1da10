package io.pitwall.client.load;

/** Which times the rows carry. */
public enum TimeMode {
  /**
   * Every row of a table has its own time, and the times follow real time as it passes: a batch
   * covers the stretch since the table's batch before.
   */
  UNIQUE,
  /**
   * All rows of a body have one time, fixed when the body is built: the start of the race plus one
   * second for each body. Bodies are sent in random order and more than once, so times repeat,
   * jump, and may lie in the future.
   */
  ONE_PER_BATCH
}
