package io.pitwall.server.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** What the server's surfaces count. Safe for all threads. */
public final class ServerMetrics {
  private final Map<String, RoadMetrics> roads = new LinkedHashMap<>();
  private final LongAdder openConnections = new LongAdder();
  private final LongAdder refusedConnections = new LongAdder();
  private final LongAdder readingPauses = new LongAdder();
  private final LongAdder[] answersByClass = new LongAdder[6];
  private final Map<String, QueryMetrics> queries = new LinkedHashMap<>();

  /**
   * @param roadLabels the formats of writes
   * @param queryLabels the roads of statements
   */
  public ServerMetrics(List<String> roadLabels, List<String> queryLabels) {
    for (String label : roadLabels) {
      roads.put(label, new RoadMetrics());
    }
    for (String label : queryLabels) {
      queries.put(label, new QueryMetrics());
    }
    for (int i = 0; i < answersByClass.length; i++) {
      answersByClass[i] = new LongAdder();
    }
  }

  public RoadMetrics road(String label) {
    return Objects.requireNonNull(roads.get(label), label);
  }

  /** The statements of a road. */
  public QueryMetrics queries(String label) {
    return Objects.requireNonNull(queries.get(label), label);
  }

  public void connectionOpened() {
    openConnections.increment();
  }

  public void connectionClosed() {
    openConnections.decrement();
  }

  public void connectionRefused() {
    refusedConnections.increment();
  }

  public long openConnections() {
    return openConnections.sum();
  }

  public void readingPaused() {
    readingPauses.increment();
  }

  public void answered(int status) {
    answersByClass[Math.min(status / 100, answersByClass.length - 1)].increment();
  }

  /** Writes all of it. */
  public void write(PrometheusText text) {
    family(text, "pitwall_write_requests_total", "Writes answered.", r -> r.requests.sum());
    family(
        text,
        "pitwall_write_errors_total",
        "Writes not wholly stored.",
        r -> r.failedRequests.sum());
    family(text, "pitwall_write_rows_total", "Rows acknowledged.", r -> r.rows.sum());
    family(text, "pitwall_write_refused_rows_total", "Rows refused.", r -> r.refusedRows.sum());
    family(
        text,
        "pitwall_write_wire_bytes_total",
        "Bytes of bodies received.",
        r -> r.wireBytes.sum());
    family(
        text, "pitwall_write_body_bytes_total", "The same, decompressed.", r -> r.bodyBytes.sum());
    String latency = "pitwall_write_latency_seconds";
    text.family(latency, "histogram", "From a write's head to its answer.");
    roads.forEach((label, road) -> road.latency.write(text, latency, roadLabel(label)));
    text.family("pitwall_http_answers_total", "counter", "Answers by class of their status.");
    for (int i = 1; i < answersByClass.length; i++) {
      text.sample("pitwall_http_answers_total", "class=\"" + i + "xx\"", answersByClass[i].sum());
    }
    text.gauge("pitwall_http_connections", "Open connections.", openConnections.sum());
    text.counter(
        "pitwall_http_refused_connections_total",
        "Connections past max-connections.",
        refusedConnections.sum());
    text.counter(
        "pitwall_http_reading_pauses_total",
        "How often a connection was not read because of too much in hand.",
        readingPauses.sum());
    statements(text, "pitwall_queries_total", "Statements ended.", q -> q.statements);
    statements(
        text, "pitwall_query_errors_total", "Statements answered with an error.", q -> q.failed);
    statements(
        text, "pitwall_query_aborts_total", "Statements whose answer was cut.", q -> q.aborted);
    statements(
        text,
        "pitwall_query_refusals_total",
        "Statements past max-queued-queries.",
        q -> q.refused);
    statements(text, "pitwall_query_rows_total", "Rows of answers.", q -> q.rows);
    String queryLatency = "pitwall_query_latency_seconds";
    text.family(queryLatency, "histogram", "From a statement's start to its end.");
    queries.forEach((label, road) -> road.latency.write(text, queryLatency, roadLabel(label)));
  }

  private void statements(
      PrometheusText text, String name, String help, Function<QueryMetrics, LongAdder> count) {
    text.family(name, "counter", help);
    queries.forEach((label, road) -> text.sample(name, roadLabel(label), count.apply(road).sum()));
  }

  private interface Count {
    long of(RoadMetrics road);
  }

  private void family(PrometheusText text, String name, String help, Count count) {
    text.family(name, "counter", help);
    roads.forEach((label, road) -> text.sample(name, roadLabel(label), count.of(road)));
  }

  private static String roadLabel(String label) {
    return "road=\"" + label + "\"";
  }
}
