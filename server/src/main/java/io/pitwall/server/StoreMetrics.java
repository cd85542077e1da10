package io.pitwall.server;

import io.pitwall.server.metrics.PrometheusText;
import io.pitwall.storage.StoreStatistics;

/** Tells Prometheus how the store and the process are. */
final class StoreMetrics {
  private static final double NANOS_PER_SECOND = 1e9;

  private StoreMetrics() {}

  static void write(PrometheusText text, StoreStatistics store) {
    text.gauge(
        "pitwall_durable_lsn", "The last log position on disk.", store.commits().durableLsn());
    text.counter("pitwall_batches_total", "Batches acknowledged.", store.commits().batches());
    text.counter("pitwall_rows_total", "Rows acknowledged.", store.commits().rows());
    text.counter("pitwall_log_syncs_total", "Syncs of the log.", store.log().syncs());
    text.gauge("pitwall_log_bytes", "The log's files.", store.log().bytes());
    text.gauge(
        "pitwall_log_queued_bytes", "Encoded batches that wait.", store.commits().queuedBytes());
    text.gauge("pitwall_head_rows", "Unsealed rows.", store.head().rows());
    text.gauge("pitwall_head_bytes", "Memory of unsealed rows.", store.head().bytes());
    text.gauge(
        "pitwall_sealing_waiting",
        "Parts of tables that wait to be sealed.",
        store.sealing().waiting());
    text.gauge("pitwall_segments", "Sealed files.", store.segments().count());
    text.gauge("pitwall_segment_rows", "Rows in sealed files.", store.segments().rows());
    text.gauge("pitwall_segment_bytes", "Bytes of sealed files.", store.segments().bytes());
    text.counter(
        "pitwall_sealed_rows_total", "Rows sealed since the start.", store.sealing().rows());
    text.counter(
        "pitwall_sealing_seconds_total",
        "Time spent sealing.",
        (double) store.sealing().nanos() / NANOS_PER_SECOND);
    text.gauge(
        "pitwall_replayed_records", "Log records applied at the start.", store.replay().records());
    text.gauge("pitwall_replayed_bytes", "Log bytes read at the start.", store.replay().bytes());
    text.gauge(
        "pitwall_log_damages", "Damages found at the start.", store.replay().damages().size());
    text.gauge(
        "pitwall_store_failed",
        "1 if nothing is acknowledged.",
        store.commits().failure() == null ? 0 : 1);
  }

  static void writeProcess(PrometheusText text, long uptimeMillis, long inflightBytes) {
    Runtime runtime = Runtime.getRuntime();
    text.gauge("pitwall_uptime_seconds", "Since the start.", (double) uptimeMillis / 1000);
    text.gauge("pitwall_inflight_bytes", "Bodies in memory.", inflightBytes);
    text.gauge(
        "pitwall_heap_used_bytes", "Heap in use.", runtime.totalMemory() - runtime.freeMemory());
    text.gauge("pitwall_heap_max_bytes", "The largest heap.", runtime.maxMemory());
  }
}
