package io.pitwall.server.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pitwall.client.load.LatencySummary;
import io.pitwall.client.load.LoadProgress;
import io.pitwall.client.load.LoadReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints the progress and the report of a load. */
final class LoadText {
  private LoadText() {}

  /** One line for a running load. */
  static String line(LoadProgress progress) {
    return String.format(
        Locale.ROOT,
        "%5.0f s  %,10.0f rows/s  p50 %s  p99 %s  %,d rows  %,d failed batches",
        progress.elapsedMillis() / 1000.0,
        progress.rowsPerSecond(),
        millis(progress.latency().p50Micros()),
        millis(progress.latency().p99Micros()),
        progress.acknowledgedRows(),
        progress.failedBatches());
  }

  static String report(LoadReport report) {
    StringBuilder text = new StringBuilder();
    add(text, "rows acknowledged", "%,d", report.acknowledgedRows());
    for (Map.Entry<String, Long> table : sorted(report).entrySet()) {
      add(text, "  " + table.getKey(), "%,d", table.getValue());
    }
    add(text, "rows per second", "%,.0f", report.rowsPerSecond());
    add(text, "seconds", "%.1f", report.elapsedMillis() / 1000.0);
    add(text, "batches acknowledged", "%,d", report.acknowledgedBatches());
    add(text, "batches failed", "%,d", report.failedBatches());
    add(text, "  of unknown outcome", "%,d", report.unknownBatches());
    add(text, "batches never sent", "%,d", report.neverSentBatches());
    add(text, "retries", "%,d", report.retries());
    add(text, "connect failures", "%,d", report.connectFailures());
    add(text, "latency", "%s", latency(report.latency()));
    add(text, "service latency", "%s", latency(report.serviceLatency()));
    add(text, "MB sent", "%,.1f", report.sentBytes() / 1e6);
    add(text, "MB before compression", "%,.1f", report.uncompressedBytes() / 1e6);
    add(text, "core-seconds of the load", "%.2f", report.cpuSeconds());
    for (String error : report.firstErrors()) {
      add(text, "error", "%s", error);
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String name, String format, Object value) {
    text.append(String.format(Locale.ROOT, "%-26s" + format + "%n", name, value));
  }

  private static String latency(LatencySummary latency) {
    return "p50 "
        + millis(latency.p50Micros())
        + "  p95 "
        + millis(latency.p95Micros())
        + "  p99 "
        + millis(latency.p99Micros())
        + "  p99.9 "
        + millis(latency.p999Micros())
        + "  max "
        + millis(latency.maxMicros());
  }

  static String millis(long micros) {
    return String.format(Locale.ROOT, "%.2f ms", micros / 1000.0);
  }

  private static Map<String, Long> sorted(LoadReport report) {
    return new TreeMap<>(report.acknowledgedRowsPerTable());
  }

  static String json(LoadReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("acknowledged_rows", report.acknowledgedRows());
      json.writeObjectFieldStart("acknowledged_rows_per_table");
      for (Map.Entry<String, Long> table : sorted(report).entrySet()) {
        json.writeNumberField(table.getKey(), table.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("rows_per_second", report.rowsPerSecond());
      json.writeNumberField("elapsed_ms", report.elapsedMillis());
      json.writeNumberField("acknowledged_batches", report.acknowledgedBatches());
      json.writeNumberField("failed_batches", report.failedBatches());
      json.writeNumberField("unknown_batches", report.unknownBatches());
      json.writeNumberField("never_sent_batches", report.neverSentBatches());
      json.writeNumberField("retries", report.retries());
      json.writeNumberField("connect_failures", report.connectFailures());
      latency(json, "latency_us", report.latency());
      latency(json, "service_latency_us", report.serviceLatency());
      json.writeNumberField("sent_bytes", report.sentBytes());
      json.writeNumberField("uncompressed_bytes", report.uncompressedBytes());
      json.writeNumberField("cpu_seconds", report.cpuSeconds());
      json.writeArrayFieldStart("errors");
      for (String error : report.firstErrors()) {
        json.writeString(error);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void latency(JsonGenerator json, String name, LatencySummary latency)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("count", latency.count());
    json.writeNumberField("p50", latency.p50Micros());
    json.writeNumberField("p95", latency.p95Micros());
    json.writeNumberField("p99", latency.p99Micros());
    json.writeNumberField("p999", latency.p999Micros());
    json.writeNumberField("max", latency.maxMicros());
    json.writeEndObject();
  }
}
