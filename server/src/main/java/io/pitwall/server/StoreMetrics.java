package io.pitwall.server;

import io.pitwall.server.metrics.PrometheusText;
import io.pitwall.storage.StoreStatistics;

/** Appends the metrics of the store and of the process to the Prometheus text. */
final class StoreMetrics {
  private static final double NANOS_PER_SECOND = 1e9;

  private StoreMetrics() {}

  static void write(PrometheusText text, StoreStatistics store) {
    text.gauge(
        "pitwall_durable_lsn",
        "LSN of the last log record that is durable.",
        store.commits().durableLsn());
    text.counter(
        "pitwall_batches_total",
        "Batches of rows stored and acknowledged.",
        store.commits().batches());
    text.counter("pitwall_rows_total", "Rows stored and acknowledged.", store.commits().rows());
    text.counter("pitwall_log_syncs_total", "Syncs of log files.", store.log().syncs());
    text.gauge("pitwall_log_bytes", "Bytes of all log files.", store.log().bytes());
    text.gauge(
        "pitwall_log_queued_bytes",
        "Bytes of encoded batches that wait for the log.",
        store.commits().queuedBytes());
    text.gauge("pitwall_databases", "Databases (limit max-databases).", store.names().databases());
    text.gauge(
        "pitwall_tables", "Tables of all databases (limit max-tables).", store.names().tables());
    text.gauge(
        "pitwall_series", "Series of all tables (limit max-series).", store.names().series());
    text.gauge("pitwall_head_rows", "Unsealed rows of all tables.", store.head().rows());
    text.gauge("pitwall_head_bytes", "Bytes of memory for unsealed rows.", store.head().bytes());
    text.gauge(
        "pitwall_pinned_bytes",
        "Bytes of memory for sealed rows that statements still read.",
        store.head().pinnedBytes());
    text.gauge(
        "pitwall_sealing_waiting",
        "Generations of unsealed rows that wait to be sealed.",
        store.sealing().waiting());
    text.gauge("pitwall_segments", "Segment files in use.", store.segments().count());
    text.gauge("pitwall_segment_rows", "Rows in segment files.", store.segments().rows());
    text.gauge("pitwall_segment_bytes", "Bytes of segment files.", store.segments().bytes());
    text.counter(
        "pitwall_sealed_rows_total", "Rows sealed since the start.", store.sealing().rows());
    text.counter(
        "pitwall_sealing_seconds_total",
        "Seconds spent sealing since the start.",
        (double) store.sealing().nanos() / NANOS_PER_SECOND);
    text.gauge(
        "pitwall_replayed_records", "Log records replayed at the start.", store.replay().records());
    text.gauge(
        "pitwall_replayed_bytes", "Log bytes replayed at the start.", store.replay().bytes());
    text.gauge(
        "pitwall_log_damages",
        "Damaged places found in the log at the start.",
        store.replay().damages().size());
    text.gauge(
        "pitwall_store_failed",
        "1 if the store has failed and accepts no writes until a restart, else 0.",
        store.commits().failure() == null ? 0 : 1);
  }

  static void writeProcess(PrometheusText text, long uptimeMillis, long inflightBytes) {
    Runtime runtime = Runtime.getRuntime();
    text.gauge(
        "pitwall_uptime_seconds",
        "Seconds since the start of the server.",
        (double) uptimeMillis / 1000);
    text.gauge("pitwall_inflight_bytes", "Bytes of memory for request bodies.", inflightBytes);
    text.gauge(
        "pitwall_heap_used_bytes",
        "Bytes of heap in use.",
        runtime.totalMemory() - runtime.freeMemory());
    text.gauge(
        "pitwall_heap_max_bytes",
        "Largest number of bytes the heap may grow to.",
        runtime.maxMemory());
  }
}
