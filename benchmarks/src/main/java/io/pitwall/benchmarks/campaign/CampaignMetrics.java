package io.pitwall.benchmarks.campaign;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The answer of {@code /metrics} at one moment: the values without labels, by name. */
final class CampaignMetrics {
  private static final long POLL_MILLIS = 250;

  private final Map<String, Double> values;

  private CampaignMetrics(Map<String, Double> values) {
    this.values = values;
  }

  static CampaignMetrics of(RaceHttp http) throws IOException, InterruptedException {
    Map<String, Double> values = new HashMap<>();
    for (String line : http.get("/metrics").lines().toList()) {
      int blank = line.indexOf(' ');
      if (!line.startsWith("#") && blank > 0 && line.indexOf('{') < 0) {
        values.put(line.substring(0, blank), Double.parseDouble(line.substring(blank + 1)));
      }
    }
    return new CampaignMetrics(values);
  }

  /**
   * Waits until every row is in a segment.
   *
   * @return the last metrics, whether or not it came to that within the limit
   */
  static CampaignMetrics awaitSealed(RaceHttp http, Duration limit)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    CampaignMetrics metrics = of(http);
    while (!metrics.isSealed() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      metrics = of(http);
    }
    return metrics;
  }

  /** Whether every row is in a segment. */
  boolean isSealed() throws IOException {
    return unsealedRows() == 0 && value("pitwall_sealing_waiting") == 0;
  }

  long unsealedRows() throws IOException {
    return (long) value("pitwall_head_rows");
  }

  long sealedRows() throws IOException {
    return (long) value("pitwall_segment_rows");
  }

  long segments() throws IOException {
    return (long) value("pitwall_segments");
  }

  long segmentBytes() throws IOException {
    return (long) value("pitwall_segment_bytes");
  }

  long logBytes() throws IOException {
    return (long) value("pitwall_log_bytes");
  }

  /** HTTP connections that are open. */
  long httpConnections() throws IOException {
    return (long) value("pitwall_http_connections");
  }

  /** PostgreSQL connections that are open. */
  long postgresConnections() throws IOException {
    return (long) value("pitwall_postgres_connections");
  }

  long heapUsedBytes() throws IOException {
    return (long) value("pitwall_heap_used_bytes");
  }

  long heapMaxBytes() throws IOException {
    return (long) value("pitwall_heap_max_bytes");
  }

  /** Whether the store accepts writes and found no damage when it started. */
  boolean isStoreWhole() throws IOException {
    return value("pitwall_store_failed") == 0 && value("pitwall_log_damages") == 0;
  }

  private double value(String name) throws IOException {
    Double value = values.get(name);
    if (value == null) {
      throw new IOException("/metrics does not contain " + name);
    }
    return value;
  }
}
