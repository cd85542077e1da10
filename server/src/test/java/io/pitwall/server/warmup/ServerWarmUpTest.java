package io.pitwall.server.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.runtime.SystemClock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ServerWarmUpTest {
  private final AtomicInteger batches = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();

  @Test
  void rowsAreParsedAndSealedAndStatementsAreRun() throws Exception {
    ServerWarmUp.run(
        new SystemClock(),
        () -> {
          batches.incrementAndGet();
          return false;
        },
        () -> {
          statements.incrementAndGet();
          return false;
        });
    assertThat(batches).hasValue(288);
    assertThat(statements.get() - batches.get()).isEqualTo(8 * 9);
  }

  @Test
  void rowsInTheRealStoreEndTheWritesAndTheEndOfTheServerEndsAll() throws Exception {
    ServerWarmUp.run(new SystemClock(), () -> batches.incrementAndGet() > 0, () -> false);
    assertThat(batches).hasValue(1);
    ServerWarmUp.run(new SystemClock(), () -> false, () -> statements.incrementAndGet() > 0);
    assertThat(statements).hasValue(2);
  }
}
