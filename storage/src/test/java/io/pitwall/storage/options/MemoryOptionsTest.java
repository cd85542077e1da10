package io.pitwall.storage.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryOptionsTest {
  private final MemoryOptions options = MemoryOptions.defaults();

  @Test
  void aChunkHasAPowerOfTwoRows() {
    assertThat(options.withChunkRows(64).chunkRows()).isEqualTo(64);
    assertThat(options.withChunkRows(1 << 16)).isEqualTo(options);
    for (int wrong : new int[] {Integer.MIN_VALUE, 0, 32, 63, 65, 96}) {
      assertThatThrownBy(() -> options.withChunkRows(wrong))
          .hasMessage("chunks of %d rows: must be a power of two and at least 64", wrong);
    }
  }
}
