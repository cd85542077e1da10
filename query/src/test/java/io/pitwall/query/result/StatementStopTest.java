package io.pitwall.query.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pitwall.storage.runtime.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StatementStopTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final SteppedClock clock = new SteppedClock();
  private final QueryTimeout timeout = new QueryTimeout(LIMIT);
  private final QueryCancellation cancellation = new QueryCancellation();

  private static final class SteppedClock implements Clock {
    private long nanos = -5;

    @Override
    public long nanosSinceEpoch() {
      return nanos;
    }

    @Override
    public long monotonicNanos() {
      return nanos;
    }
  }

  @Test
  void aStatementEndsAfterItsTime() {
    StatementStop stop = new StatementStop(clock, timeout, cancellation);
    clock.nanos += LIMIT.toNanos();
    assertThatCode(stop::check).doesNotThrowAnyException();
    clock.nanos++;
    assertThat(failure(stop).kind()).isEqualTo(QueryException.Kind.TIMEOUT);
  }

  @Test
  void theTimeThatItsClientTakesToReadDoesNotCount() {
    StatementStop stop = new StatementStop(clock, timeout, cancellation);
    clock.nanos += Duration.ofHours(1).toNanos();
    timeout.waited(Duration.ofHours(1).toNanos());
    assertThat(stop.leftNanos()).isEqualTo(LIMIT.toNanos());
    clock.nanos += LIMIT.toNanos() + 1;
    assertThat(failure(stop).kind()).isEqualTo(QueryException.Kind.TIMEOUT);
  }

  @Test
  void aTimeLongerThanALongOfNanosecondsNeverEnds() {
    Duration ages = Duration.ofDays(1_000_000);
    StatementStop stop = new StatementStop(clock, new QueryTimeout(ages), cancellation);
    clock.nanos += Duration.ofDays(10_000).toNanos();
    assertThatCode(stop::check).doesNotThrowAnyException();
  }

  @Test
  void theFirstRequestToStopSaysWhy() {
    StatementStop stop = new StatementStop(clock, timeout, cancellation);
    cancellation.cancel(QueryException.Kind.OUT_OF_MEMORY, "too much");
    cancellation.cancel();
    QueryException failure = failure(stop);
    assertThat(failure.kind()).isEqualTo(QueryException.Kind.OUT_OF_MEMORY);
    assertThat(failure).hasMessage("too much");
  }

  @Test
  void whoWaitsIsWokenOnceAlsoIfTheRequestCameEarlier() {
    AtomicInteger woken = new AtomicInteger();
    cancellation.onCancel(woken::incrementAndGet);
    cancellation.cancel();
    cancellation.cancel();
    assertThat(woken).hasValue(1);
    cancellation.onCancel(woken::incrementAndGet);
    assertThat(woken).hasValue(2);
  }

  private static QueryException failure(StatementStop stop) {
    return Objects.requireNonNull(catchThrowableOfType(QueryException.class, stop::check));
  }
}
