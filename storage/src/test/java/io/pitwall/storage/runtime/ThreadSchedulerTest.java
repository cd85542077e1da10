package io.pitwall.storage.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadSchedulerTest {

  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final CountDownLatch faulted = new CountDownLatch(1);
  private final ThreadScheduler scheduler =
      new ThreadScheduler(
          new SystemClock(),
          (roleName, fault) -> {
            faults.add(roleName + ": " + fault.getMessage());
            faulted.countDown();
          });

  @AfterEach
  void closeScheduler() {
    scheduler.close();
  }

  @Test
  void everyWakeIsFollowedByAPieceOfWork() throws InterruptedException {
    Semaphore worked = new Semaphore(0);
    Activity activity =
        scheduler.start(
            new Agent() {
              @Override
              public String roleName() {
                return "counter";
              }

              @Override
              public long doWork() {
                worked.release();
                return NEVER;
              }
            });
    assertThat(worked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 1_000; i++) {
      worked.drainPermits();
      activity.wake();
      assertThat(worked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }
    activity.close();
    worked.drainPermits();
    activity.wake();
    assertThat(worked.availablePermits()).isZero();
  }

  @Test
  void anAgentThatWantsToRunAtOnceRunsUntilItIsClosedFromItself() throws InterruptedException {
    AtomicInteger cycles = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    Activity[] activity = new Activity[1];
    CountDownLatch started = new CountDownLatch(1);
    activity[0] =
        scheduler.start(
            new Agent() {
              @Override
              public String roleName() {
                return "looper";
              }

              @Override
              public long doWork() throws InterruptedException {
                started.await();
                if (cycles.incrementAndGet() == 5) {
                  activity[0].close();
                  done.countDown();
                }
                return AT_ONCE;
              }
            });
    started.countDown();
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    activity[0].close();
    assertThat(cycles).hasValue(5);
    assertThat(faults).isEmpty();
  }

  @Test
  void anErrorAndAnUnexpectedExceptionStopTheAgentAndAreReported() throws InterruptedException {
    Activity activity =
        scheduler.start(
            new Agent() {
              @Override
              public String roleName() {
                return "broken";
              }

              @Override
              public long doWork() {
                throw new OutOfMemoryError("planted");
              }
            });
    assertThat(faulted.await(30, TimeUnit.SECONDS)).isTrue();
    activity.close();
    assertThat(faults).containsExactly("broken: planted");
  }
}
