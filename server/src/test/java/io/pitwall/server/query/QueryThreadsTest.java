package io.pitwall.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.server.Eventually;
import io.pitwall.storage.runtime.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One statement computes at a time, three can have begun, two can wait. */
class QueryThreadsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final CountDownLatch clientReads = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final QueryThreads threads =
      new QueryThreads(new QueryThreads.Counts(1, 3, 2), new SharedClock());

  private final class SharedClock implements Clock {
    @Override
    public long nanosSinceEpoch() {
      return nanos.get();
    }

    @Override
    public long monotonicNanos() {
      return nanos.get();
    }
  }

  @AfterEach
  void close() {
    clientReads.countDown();
    end.countDown();
    threads.close();
  }

  private static QueryRequest request() {
    return new QueryRequest("SELECT 1", "d", Duration.ofSeconds(1), new QueryCancellation());
  }

  /** A statement that waits for its client and then ends; the future has how it ended. */
  private CompletableFuture<String> pausing(QueryRequest request) {
    CompletableFuture<String> ended = new CompletableFuture<>();
    threads.execute(permit -> {
      try {
        permit.whileAway(request, () -> await(clientReads));
        ended.complete("went on");
      } catch (QueryException e) {
        ended.complete(e.kind().sqlState());
      }
    });
    return ended;
  }

  private CompletableFuture<String> computing() {
    CompletableFuture<String> ended = new CompletableFuture<>();
    threads.execute(permit -> {
      await(end);
      ended.complete("computed");
    });
    return ended;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whileAStatementWaitsForItsClientAnotherComputes() throws Exception {
    CompletableFuture<String> paused = pausing(request());
    Eventually.isSo("it waits", () -> threads.paused() == 1);
    assertThat(threads.running()).isZero();
    CompletableFuture<String> other = computing();
    Eventually.isSo("another computes", () -> threads.running() == 1);
    clientReads.countDown();
    Eventually.isSo("the first waits for its turn", () -> threads.waiting() == 1);
    assertThat(paused).isNotDone();
    end.countDown();
    assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo("computed");
    assertThat(paused.get(20, TimeUnit.SECONDS)).isEqualTo("went on");
  }

  @Test
  void theTimeThatTheClientTakesIsAddedToTheStatements() throws Exception {
    QueryRequest request = request();
    CompletableFuture<String> paused = pausing(request);
    Eventually.isSo("it waits", () -> threads.paused() == 1);
    nanos.addAndGet(77);
    clientReads.countDown();
    assertThat(paused.get(20, TimeUnit.SECONDS)).isEqualTo("went on");
    assertThat(request.timeout().waitedNanos()).isEqualTo(77);
  }

  @Test
  void aStatementThatIsCancelledBeforeItCanGoOnEndsAtOnce() throws Exception {
    QueryRequest request = request();
    CompletableFuture<String> paused = pausing(request);
    Eventually.isSo("it waits", () -> threads.paused() == 1);
    CompletableFuture<String> other = computing();
    Eventually.isSo("another computes", () -> threads.running() == 1);
    clientReads.countDown();
    Eventually.isSo("the first waits for its turn", () -> threads.waiting() == 1);
    request.cancellation().cancel();
    assertThat(paused.get(20, TimeUnit.SECONDS)).isEqualTo("57014");
    assertThat(other).isNotDone();
  }

  @Test
  void asManyWaitAsMayAndOneMoreIsRefused() throws Exception {
    computing();
    Eventually.isSo("one computes", () -> threads.running() == 1);
    computing();
    computing();
    assertThat(threads.waiting()).isEqualTo(2);
    assertThatThrownBy(this::computing).isInstanceOf(RejectedExecutionException.class);
    end.countDown();
    Eventually.isSo("all have ended", () -> threads.running() + threads.waiting() == 0);
  }

  @Test
  void noMoreBeginThanMayBeOpenHoweverFewCompute() throws Exception {
    for (int i = 0; i < 3; i++) {
      pausing(request());
    }
    Eventually.isSo("three wait for clients", () -> threads.paused() == 3);
    computing();
    CompletableFuture<String> last = computing();
    assertThat(threads.running()).isZero();
    assertThat(threads.waiting()).isEqualTo(2);
    assertThatThrownBy(this::computing).isInstanceOf(RejectedExecutionException.class);
    clientReads.countDown();
    end.countDown();
    assertThat(last.get(20, TimeUnit.SECONDS)).isEqualTo("computed");
  }

  @Test
  void anErrorOfAStatementCostsNeitherAPermitNorAThread() throws Exception {
    for (int i = 0; i < 5; i++) {
      threads.execute(permit -> {
        throw new StackOverflowError("planned by the test");
      });
      Eventually.isSo("it has ended", () -> threads.running() + threads.waiting() == 0);
    }
    end.countDown();
    assertThat(computing().get(20, TimeUnit.SECONDS)).isEqualTo("computed");
  }
}
