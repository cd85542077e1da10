package io.pitwall.client.load;

import io.pitwall.client.race.RaceTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** What all threads of a load count together; a few hundred updates a second. */
final class LoadCounters {
  /** How many different messages are kept. */
  static final int KEPT_ERRORS = 3;

  private static final int MAX_MESSAGE_LENGTH = 500;

  final AtomicLong acknowledgedBatches = new AtomicLong();
  final AtomicLong failedBatches = new AtomicLong();
  final AtomicLong unknownBatches = new AtomicLong();
  final AtomicLong retries = new AtomicLong();
  final AtomicLong connectFailures = new AtomicLong();
  final AtomicLong sentBytes = new AtomicLong();
  final AtomicLong uncompressedBytes = new AtomicLong();
  final AtomicLong cpuNanos = new AtomicLong();
  final LatencyRecord latency = new LatencyRecord();
  final LatencyRecord serviceLatency = new LatencyRecord();

  private final Map<RaceTable, AtomicLong> acknowledgedRows = new EnumMap<>(RaceTable.class);
  private final List<String> firstErrors = new ArrayList<>();

  LoadCounters() {
    for (RaceTable table : RaceTable.values()) {
      acknowledgedRows.put(table, new AtomicLong());
    }
  }

  void acknowledged(RaceTable table, int rows) {
    rowsOf(table).addAndGet(rows);
    acknowledgedBatches.incrementAndGet();
  }

  long acknowledgedRows() {
    return acknowledgedRows.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** The map is filled by the constructor and never changed, so that reading it needs no lock. */
  private AtomicLong rowsOf(RaceTable table) {
    return Objects.requireNonNull(acknowledgedRows.get(table));
  }

  Map<String, Long> acknowledgedRowsPerTable() {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (RaceTable table : RaceTable.values()) {
      rows.put(table.tableName(), rowsOf(table).get());
    }
    return rows;
  }

  void failed(String message) {
    failedBatches.incrementAndGet();
    keep(message);
  }

  void connectFailed(String message) {
    connectFailures.incrementAndGet();
    keep(message);
  }

  synchronized List<String> firstErrors() {
    return List.copyOf(firstErrors);
  }

  private synchronized void keep(String message) {
    String kept = message.substring(0, Math.min(message.length(), MAX_MESSAGE_LENGTH));
    if (firstErrors.size() < KEPT_ERRORS && !firstErrors.contains(kept)) {
      firstErrors.add(kept);
    }
  }
}
