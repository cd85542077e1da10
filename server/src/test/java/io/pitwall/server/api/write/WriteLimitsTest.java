package io.pitwall.server.api.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.RunningServer;
import io.pitwall.server.config.Setting;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the limits of names and of one write do to requests. */
class WriteLimitsTest {
  @TempDir private Path directory;

  /** It used to be stored, and to keep every other writer waiting for minutes. */
  @Test
  void aLineWithAHundredThousandTagsIsRefusedByNameAndItsNeighbourIsStored() throws Exception {
    try (RunningServer server = RunningServer.start(directory, Map.of())) {
      StringBuilder line = new StringBuilder("m");
      for (int i = 0; i < 100_000; i++) {
        line.append(",t").append(i).append("=v");
      }
      HttpResponse<String> answer = server.write(line + " f=1 1\nm,t=v f=2 2\n");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("100000 tags", "max-tags-per-series");
      assertThat(server.data("SELECT t, f FROM m")).isEqualTo("[[\"v\",2.0]]");
    }
  }

  @Test
  void aFullTableTakesItsColumnsAndAFullStoreItsTablesAndSeries() throws Exception {
    Map<Setting, String> settings =
        Map.of(
            Setting.MAX_DATABASES, "1",
            Setting.MAX_TABLES, "2",
            Setting.MAX_COLUMNS_PER_TABLE, "2",
            Setting.MAX_SERIES, "2");
    try (RunningServer server = RunningServer.start(directory, settings)) {
      assertThat(server.write("m,t=a f=1 1\nn f=1 1").statusCode()).isEqualTo(204);
      assertThat(server.write("m,t=a g=1 2").body()).contains("max-columns-per-table");
      assertThat(server.write("m,t=b f=1 2").body()).contains("max-series");
      assertThat(server.write("o f=1 2").body()).contains("max-tables");
      assertThat(server.post("/write?db=e", "m f=1 2").body()).contains("max-databases");
      assertThat(server.write("m,t=a f=2 2\nn f=2 2").statusCode()).isEqualTo(204);
      assertThat(server.metric("pitwall_databases")).isEqualTo(1);
      assertThat(server.metric("pitwall_tables")).isEqualTo(2);
      assertThat(server.metric("pitwall_series")).isEqualTo(2);
    }
  }

  @Test
  void aWriteOfTooManySeriesOrTooMuchMemoryIsRefusedByName() throws Exception {
    Map<Setting, String> settings =
        Map.of(Setting.MAX_SERIES_PER_BATCH, "2", Setting.MAX_BATCH_BYTES, "64KiB");
    try (RunningServer server = RunningServer.start(directory, settings)) {
      HttpResponse<String> series = server.write("m,t=a f=1 1\nm,t=b f=1 1\nm,t=c f=1 1");
      assertThat(series.statusCode()).isEqualTo(400);
      assertThat(series.body()).contains("max-series-per-batch");
      HttpResponse<String> memory =
          server.write(
              "m s=\"" + "x".repeat(50_000) + "\" 1\n" + "m s=\"" + "y".repeat(50_000) + "\" 1\n");
      assertThat(memory.statusCode()).isEqualTo(413);
      assertThat(memory.body()).contains("max-batch-bytes");
      assertThat(server.data("SELECT COUNT(*) FROM m")).isEqualTo("[[2]]");
    }
  }
}
