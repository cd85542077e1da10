package io.pitwall.server.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Counts of both protocols: writes, HTTP connections, statements. Safe for all threads. */
public final class ServerMetrics {
  private final Map<String, WriteMetrics> writes = new LinkedHashMap<>();
  private final LongAdder openConnections = new LongAdder();
  private final LongAdder readingPauses = new LongAdder();
  private final LongAdder[] answersByClass = new LongAdder[6];
  private final Map<String, QueryMetrics> queries = new LinkedHashMap<>();

  /**
   * @param formats of writes
   * @param protocols of statements
   */
  public ServerMetrics(List<String> formats, List<String> protocols) {
    for (String label : formats) {
      writes.put(label, new WriteMetrics());
    }
    for (String label : protocols) {
      queries.put(label, new QueryMetrics());
    }
    for (int i = 0; i < answersByClass.length; i++) {
      answersByClass[i] = new LongAdder();
    }
  }

  /** The writes of a format. */
  public WriteMetrics writes(String format) {
    return Objects.requireNonNull(writes.get(format), format);
  }

  /** The statements of a protocol. */
  public QueryMetrics queries(String protocol) {
    return Objects.requireNonNull(queries.get(protocol), protocol);
  }

  public void connectionOpened() {
    openConnections.increment();
  }

  public void connectionClosed() {
    openConnections.decrement();
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

  /** Appends all families. */
  public void write(PrometheusText text) {
    appendWrites(text);
    appendConnections(text);
    appendQueries(text);
  }

  private void appendWrites(PrometheusText text) {
    perFormat(
        text, "pitwall_write_requests_total", "Write requests answered.", w -> w.requests.sum());
    perFormat(
        text,
        "pitwall_write_errors_total",
        "Write requests of which at least one row was not stored.",
        w -> w.failedRequests.sum());
    perFormat(text, "pitwall_write_rows_total", "Rows stored and acknowledged.", w -> w.rows.sum());
    perFormat(
        text,
        "pitwall_write_refused_rows_total",
        "Rows refused because of their content.",
        w -> w.refusedRows.sum());
    perFormat(
        text,
        "pitwall_write_wire_bytes_total",
        "Bytes of write bodies as they were sent.",
        w -> w.wireBytes.sum());
    perFormat(
        text,
        "pitwall_write_body_bytes_total",
        "Bytes of write bodies after decompression.",
        w -> w.bodyBytes.sum());
    String latency = "pitwall_write_latency_seconds";
    text.family(latency, "histogram", "Seconds from the header of a write to its answer.");
    writes.forEach((format, metrics) -> metrics.latency.write(text, latency, formatLabel(format)));
  }

  private void appendConnections(PrometheusText text) {
    text.family("pitwall_http_answers_total", "counter", "HTTP answers by class of their status.");
    for (int i = 1; i < answersByClass.length; i++) {
      text.sample("pitwall_http_answers_total", "class=\"" + i + "xx\"", answersByClass[i].sum());
    }
    text.gauge(
        "pitwall_http_connections", "HTTP connections that are open.", openConnections.sum());
    text.counter(
        "pitwall_http_reading_pauses_total",
        "Times reading from a connection paused because the server was over a budget.",
        readingPauses.sum());
  }

  private void appendQueries(PrometheusText text) {
    perProtocol(text, "pitwall_queries_total", "Statements that ended.", q -> q.statements);
    perProtocol(
        text, "pitwall_query_errors_total", "Statements answered with an error.", q -> q.failed);
    perProtocol(
        text,
        "pitwall_query_aborts_total",
        "Statements whose answer was cut: the client left, or an error came after its first byte.",
        q -> q.aborted);
    perProtocol(
        text,
        "pitwall_query_refusals_total",
        "Statements turned away because of max-queued-queries.",
        q -> q.refused);
    perProtocol(text, "pitwall_query_rows_total", "Rows of answers to statements.", q -> q.rows);
    String latency = "pitwall_query_latency_seconds";
    text.family(latency, "histogram", "Seconds from the start of a statement to its end.");
    queries.forEach(
        (protocol, metrics) -> metrics.latency.write(text, latency, protocolLabel(protocol)));
  }

  private void perProtocol(
      PrometheusText text, String name, String help, Function<QueryMetrics, LongAdder> count) {
    text.family(name, "counter", help);
    queries.forEach((protocol, metrics) ->
        text.sample(name, protocolLabel(protocol), count.apply(metrics).sum()));
  }

  private void perFormat(
      PrometheusText text, String name, String help, ToLongFunction<WriteMetrics> count) {
    text.family(name, "counter", help);
    writes.forEach(
        (format, metrics) -> text.sample(name, formatLabel(format), count.applyAsLong(metrics)));
  }

  private static String formatLabel(String format) {
    return "format=\"" + format + "\"";
  }

  private static String protocolLabel(String protocol) {
    return "protocol=\"" + protocol + "\"";
  }
}
