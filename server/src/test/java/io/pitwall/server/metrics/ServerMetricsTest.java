package io.pitwall.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerMetricsTest {
  private final ServerMetrics metrics = new ServerMetrics(List.of("json"), List.of("http"));

  @Test
  void writesAreLabelledByFormatAndStatementsByProtocol() {
    metrics.writes("json").answered(3, 1, true, 1_000);
    metrics.queries("http").answered(7, 1_000);
    assertThat(text())
        .contains("pitwall_write_rows_total{format=\"json\"} 3\n")
        .contains("pitwall_write_errors_total{format=\"json\"} 1\n")
        .contains("pitwall_query_rows_total{protocol=\"http\"} 7\n")
        .contains("pitwall_write_latency_seconds_bucket{format=\"json\",le=\"1.0E-4\"} 1\n");
  }

  @Test
  void everyFamilyHasAHelpTextThatIsASentence() {
    List<String> helps = text().lines().filter(line -> line.startsWith("# HELP ")).toList();
    assertThat(helps).hasSizeGreaterThan(10);
    assertThat(helps).allMatch(help -> help.matches("# HELP [a-z_]+ [A-Z].{15,}\\."));
  }

  private String text() {
    PrometheusText text = new PrometheusText();
    metrics.write(text);
    return new String(text.toUtf8(), StandardCharsets.UTF_8);
  }
}
