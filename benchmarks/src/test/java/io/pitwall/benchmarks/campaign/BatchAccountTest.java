package io.pitwall.benchmarks.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchAccountTest {
  private static List<long[]> numbers(String columns, String data, int count) throws IOException {
    String answer =
        "{\"success\":true,\"columns\":[%s],\"data\":[%s],\"row_count\":1,\"execution_time_ms\":0.5}"
            .formatted(columns, data);
    return BatchAccount.numbers(answer.getBytes(StandardCharsets.UTF_8), count);
  }

  @Test
  void readsTheNumbersOfAnswersOfAnyWidth() throws IOException {
    assertThat(numbers("\"a\"", "[7]", 1)).containsExactly(new long[] {7});
    assertThat(numbers("\"a\",\"b\"", "[1,-2],[3,4]", 2))
        .containsExactly(new long[] {1, -2}, new long[] {3, 4});
    assertThat(numbers("\"a\",\"b\",\"c\"", "", 3)).isEmpty();
  }
}
