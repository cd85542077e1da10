package io.pitwall.client.load;

import io.pitwall.client.race.RaceGenerator;

/**
 * What the bodies hold.
 *
 * @param format format of the bodies
 * @param gzipLevel 0 for plain bodies, else the zlib level (1–9) of what can be compressed ahead;
 *     what changes between sends is always compressed with level 1
 * @param timeMode which times the rows carry
 * @param timePrecision unit of the times
 * @param rowsPerBatch rows in a body, all of one table
 * @param bodiesPerTable different bodies that each connection prepares for each table; they are
 *     held outside the heap, about 2.3 MB each at 10,000 rows of line protocol
 * @param cars cars in the race
 * @param seed where the rows come from; the same seed and number of connections give the same
 *     bodies
 * @param stampBatches whether every row carries two more integer fields, {@code batch} (unique to
 *     each batch of each run) and {@code row} (from 0 within its batch)
 */
public record Payload(
    LoadFormat format,
    int gzipLevel,
    TimeMode timeMode,
    PayloadPrecision timePrecision,
    int rowsPerBatch,
    int bodiesPerTable,
    int cars,
    long seed,
    boolean stampBatches) {
  /** The largest batch. */
  public static final int MAX_ROWS_PER_BATCH = 1_000_000;

  /** The most bodies of a table and connection. */
  public static final int MAX_BODIES_PER_TABLE = 10_000;

  /** Plain line protocol, unique nanoseconds, 10,000 rows, 2 bodies, 40 cars, seed 1, no stamps. */
  public static final Payload DEFAULTS =
      new Payload(
          LoadFormat.LINE_PROTOCOL,
          0,
          TimeMode.UNIQUE,
          PayloadPrecision.NANOS,
          10_000,
          2,
          RaceGenerator.DEFAULT_CARS,
          1,
          false);

  /** Checks the ranges. */
  public Payload {
    Limits.check("gzip level", gzipLevel, 0, 9);
    Limits.check("rows per batch", rowsPerBatch, 1, MAX_ROWS_PER_BATCH);
    Limits.check("bodies per table", bodiesPerTable, 1, MAX_BODIES_PER_TABLE);
    Limits.check("cars", cars, 1, RaceGenerator.MAX_CARS);
    if (timeMode == TimeMode.UNIQUE && timePrecision == PayloadPrecision.MILLIS) {
      throw new IllegalArgumentException(
          "unique times need microseconds or nanoseconds, not milliseconds");
    }
  }

  /** A copy in another format. */
  public Payload withFormat(LoadFormat newFormat) {
    return new Payload(
        newFormat,
        gzipLevel,
        timeMode,
        timePrecision,
        rowsPerBatch,
        bodiesPerTable,
        cars,
        seed,
        stampBatches);
  }

  /** A copy with another compression; 0 for none. */
  public Payload withGzipLevel(int newLevel) {
    return new Payload(
        format,
        newLevel,
        timeMode,
        timePrecision,
        rowsPerBatch,
        bodiesPerTable,
        cars,
        seed,
        stampBatches);
  }

  /** A copy with other times. */
  public Payload withTimes(TimeMode newMode, PayloadPrecision newPrecision) {
    return new Payload(
        format,
        gzipLevel,
        newMode,
        newPrecision,
        rowsPerBatch,
        bodiesPerTable,
        cars,
        seed,
        stampBatches);
  }

  /** A copy with other batch size and number of bodies. */
  public Payload withBatches(int newRowsPerBatch, int newBodiesPerTable) {
    return new Payload(
        format,
        gzipLevel,
        timeMode,
        timePrecision,
        newRowsPerBatch,
        newBodiesPerTable,
        cars,
        seed,
        stampBatches);
  }

  /** A copy with another race. */
  public Payload withRace(int newCars, long newSeed) {
    return new Payload(
        format,
        gzipLevel,
        timeMode,
        timePrecision,
        rowsPerBatch,
        bodiesPerTable,
        newCars,
        newSeed,
        stampBatches);
  }

  /** A copy with or without the fields {@code batch} and {@code row}. */
  public Payload withStampBatches(boolean newStampBatches) {
    return new Payload(
        format,
        gzipLevel,
        timeMode,
        timePrecision,
        rowsPerBatch,
        bodiesPerTable,
        cars,
        seed,
        newStampBatches);
  }
}
