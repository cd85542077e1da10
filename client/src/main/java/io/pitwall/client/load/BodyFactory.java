package io.pitwall.client.load;

import io.pitwall.client.encode.EncodedRows;
import io.pitwall.client.encode.RowSet;
import io.pitwall.client.encode.RowSet.Column;
import io.pitwall.client.encode.RowSet.Longs;
import io.pitwall.client.encode.RowSet.Role;
import io.pitwall.client.race.RaceGenerator;
import io.pitwall.client.race.RaceTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Builds the bodies of one connection from its own part of the race. */
final class BodyFactory {
  /** How far the race goes on between two bodies of a table, so that laps and turns differ. */
  private static final double SECONDS_BETWEEN_BODIES = 7;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** Spreads the seeds of neighbouring connections; any odd number would do. */
  private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

  private final Payload payload;
  private final int connection;
  private final int connections;
  private final long raceStartNanos;
  private final long firstBatchId;

  /**
   * Sets up for one connection.
   *
   * @param raceStartNanos wall clock, nanoseconds since 1970
   * @param firstBatchId any batch id of this load; fixes the width of the stamps
   */
  BodyFactory(
      Payload payload, int connection, int connections, long raceStartNanos, long firstBatchId) {
    this.payload = payload;
    this.connection = connection;
    this.connections = connections;
    this.raceStartNanos = raceStartNanos;
    this.firstBatchId = firstBatchId;
  }

  /** All bodies of each table. */
  Map<RaceTable, List<PreparedBody>> build() {
    RaceGenerator race = new RaceGenerator(payload.seed() + connection * SEED_STEP, payload.cars());
    Map<RaceTable, List<PreparedBody>> bodies = new EnumMap<>(RaceTable.class);
    for (int number = 0; number < payload.bodiesPerTable(); number++) {
      for (RaceTable table : RaceTable.values()) {
        bodies.computeIfAbsent(table, t -> new ArrayList<>()).add(build(race, table, number));
      }
      race.advance(SECONDS_BETWEEN_BODIES);
    }
    return bodies;
  }

  private PreparedBody build(RaceGenerator race, RaceTable table, int number) {
    long batchOfRace = (long) number * connections + connection;
    long[] times = new long[payload.rowsPerBatch()];
    Arrays.fill(
        times, payload.timePrecision().fromNanos(raceStartNanos + batchOfRace * NANOS_PER_SECOND));
    RowSet rows = race.read(table, times);
    EncodedRows encoded =
        payload.format().encoder().encode(payload.stampBatches() ? stamped(rows) : rows);
    return new PreparedBody(encoded, payload.timeMode() == TimeMode.UNIQUE, payload.gzipLevel());
  }

  private RowSet stamped(RowSet rows) {
    long[] batch = new long[rows.rowCount()];
    long[] row = new long[rows.rowCount()];
    Arrays.fill(batch, firstBatchId);
    Arrays.setAll(row, i -> i);
    List<Column> columns = new ArrayList<>(rows.columns());
    columns.add(new Longs("batch", Role.STAMP, batch));
    columns.add(new Longs("row", Role.FIELD, row));
    return new RowSet(rows.table(), rows.times(), columns);
  }
}
