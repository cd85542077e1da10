package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RaceHttpTest {
  private static List<List<@Nullable String>> rows(String body) throws IOException {
    return RaceHttp.rows(body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anAnswerIsReadRowByRow() throws IOException {
    List<List<@Nullable String>> rows =
        rows(
            "{\"success\":true,\"columns\":[\"a\",\"b\"],\"data\":[[1,\"x\"],[null,2.5]],"
                + "\"row_count\":2,\"execution_time_ms\":1}");

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0)).containsExactly("1", "x");
    assertThat(rows.get(1)).containsExactly(null, "2.5");
  }

  @Test
  void anAnswerThatWasCutShortIsAnError() {
    assertThatThrownBy(() -> rows("{\"success\":true,\"columns\":[\"a\"],\"data\":[[1],[2]"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anAnswerWithFewerRowsThanItTellsIsAnError() {
    assertThatThrownBy(() -> rows("{\"success\":true,\"data\":[[1]],\"row_count\":2}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a whole answer");
  }
}
