package io.pitwall.storage;

import io.pitwall.storage.StoreCrashBatch.Row;
import io.pitwall.storage.StoreCrashBatch.State;
import io.pitwall.storage.batch.Refusal;
import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.options.CatalogLimits;
import io.pitwall.storage.options.CommitOptions;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.MemoryOptions;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.options.TableOptions;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.runtime.Machine;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedCrash;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Several lives of one store on one simulated disk, all from one seed: writes, sealing, log
 * maintenance and readings in an order drawn by chance, ended by power failures, kills and clean
 * closes, which also hit recovery, sealing and closing themselves. Errors of the disk may end
 * without a restart, and then everything must go on; a process may be restarted after a failed
 * force, with what the cache holds and the disk does not.
 *
 * <p>Checked at each reading: what was acknowledged is there whole and once, with the values sent;
 * nothing else is. Checked after each recovery: every other batch is there whole or not at all, and
 * stays so from then on; opening never fails, and nothing is reported damaged.
 */
final class StoreCrashSimulation {
  private static final long PARTITION_NANOS = 1_000_000;
  private static final int SECONDS_TO_PROGRESS = 120;

  private final StoreCrashPlan plan;
  private final Map<String, Long> counts;
  private final Chance chance;
  private final Chance reuse;
  private final SimulatedFileSystem files;
  private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
  private final StoreCrashWorkload workload;
  private final List<StoreCrashBatch> batches = new ArrayList<>();
  private final StoreCrashReader reader;
  private final StoreCrashSnapshots snapshots;
  private SteppedScheduler scheduler;
  private @Nullable Store store;
  private final boolean traced;
  private boolean errorsPlanned;

  /**
   * @param counts gets how often what happened
   */
  StoreCrashSimulation(StoreCrashPlan plan, Map<String, Long> counts) {
    this.plan = plan;
    this.counts = counts;
    chance = new Chance(plan.seed());
    reuse = plan.reuseChance();
    files = new SimulatedFileSystem(chance.split());
    scheduler = new SteppedScheduler(clock, chance.split());
    workload =
        new StoreCrashWorkload(
            chance.split(), PARTITION_NANOS, plan.withReuse() ? reuse.split() : null);
    reader =
        new StoreCrashReader(
            id -> id < 1 || id > batches.size() ? null : batches.get((int) id - 1));
    snapshots =
        new StoreCrashSnapshots(
            reuse.split(),
            reader,
            plan.planted() != StoreCrashPlanted.SNAPSHOTS_NOT_PINNED,
            counts);
    plan.planted().plantIn(files);
    traced = Boolean.getBoolean("pitwall.trace");
    if (traced) {
      files.traceTo(operation -> System.out.println("  " + operation));
    }
    if (plan.planted() == StoreCrashPlanted.ACKNOWLEDGED_BEFORE_SYNC) {
      files.beforeForce(this::acknowledgeEarly);
    }
  }

  /**
   * @throws StoreCrashViolation if a promise was broken
   */
  void run() {
    try {
      int lives = chance.between(2, 5);
      for (int life = 0; life < lives; life++) {
        live();
      }
      files.heal();
      while (!open(false)) {
        count("crash in recovery");
      }
      opened().close();
    } catch (StoreCrashViolation violation) {
      throw new StoreCrashViolation(
          violation.getMessage() + " (seed " + plan.seed() + ")", violation);
    } catch (IOException | RuntimeException e) {
      throw new StoreCrashViolation("seed " + plan.seed() + ": " + e, e);
    }
    reader.addTo(counts);
    files.counts().forEach((operation, n) -> counts.merge("op " + operation, n, Long::sum));
  }

  private Store opened() {
    Store open = store;
    if (open == null) {
      throw new IllegalStateException("the store is not open");
    }
    return open;
  }

  /** One life: opens, works, ends in some way; the next life finds what is on the disk. */
  private void live() throws IOException {
    boolean plansCrash = !chance.oneIn(6);
    while (!open(plansCrash)) {
      count("crash in recovery");
    }
    try {
      work();
      end();
    } catch (SimulatedCrash crash) {
      restart();
    }
  }

  private void planEnd() {
    if (chance.oneIn(8)) {
      files.killAfter(chance.between(1, 120));
    } else {
      files.crashAfter(chance.oneIn(3) ? chance.between(1, 25) : chance.between(1, 250));
    }
  }

  private void planErrors() {
    if (plan.withErrors() && !errorsPlanned && chance.oneIn(2)) {
      errorsPlanned = true;
      boolean forever = chance.oneIn(2);
      if (chance.oneIn(4)) {
        files.capacity(chance.between(20_000, 200_000));
        count("error: disk of limited size");
      } else {
        String message = chance.oneIn(2) ? "Input/output error" : "No space left on device";
        files.failAfter(chance.between(1, chance.oneIn(2) ? 60 : 400), forever, message);
        count(forever ? "error: from then on" : "error: once");
      }
    }
  }

  private void heal() {
    files.heal();
    files.capacity(Long.MAX_VALUE);
    errorsPlanned = false;
  }

  /** False if a crash came before the store was open and checked. */
  private boolean open(boolean plansCrash) throws IOException {
    if (plansCrash) {
      planEnd();
      planErrors();
    }
    store = null;
    snapshots.forget();
    scheduler = new SteppedScheduler(clock, chance.split());
    Store open;
    try {
      open =
          StoreOpening.open(
              options(), new Machine(files, clock, scheduler), plan.planted().recoverySteps());
    } catch (SimulatedCrash crash) {
      restart();
      return false;
    } catch (IOException e) {
      if (!errorsPlanned) {
        throw new StoreCrashViolation("the store does not open: " + e, e);
      }
      count("error: open failed");
      restart();
      return false;
    }
    store = open;
    StoreStatistics statistics = open.statistics();
    for (String damage : statistics.replay().damages()) {
      if (!errorsPlanned || !damage.startsWith("segment ")) {
        throw new StoreCrashViolation("damage where none was done: " + damage);
      }
      count("error: segment could not be opened");
    }
    count("recovery");
    count("replayed records", statistics.replay().records());
    settle();
    return true;
  }

  private void restart() {
    SimulatedFileSystem.Interruption hit = files.interruption();
    if (hit != null) {
      int slash = hit.path().indexOf('/');
      String where = slash < 0 ? hit.path() : hit.path().substring(0, slash);
      count((files.isKilled() ? "kill at " : "crash at ") + hit.operation() + " " + where);
    }
    if (!files.isDown() && chance.oneIn(2)) {
      killProcess();
    } else {
      files.recoverAfterCrash();
    }
    heal();
  }

  /**
   * The next process finds the cache of this one. If a force has failed, the cache calls bytes
   * clean that a power failure in the next life takes away.
   */
  private void killProcess() {
    if (files.hasFailedForce()) {
      count("error: process restarted after a failed force");
    }
    files.killProcess();
  }

  /** Sizes that make everything happen often; others in each life. */
  private StoreOptions options() {
    long fileBytes = 8192L * chance.between(1, 3);
    LogOptions log =
        new LogOptions(
            fileBytes,
            fileBytes * chance.between(3, 8),
            chance.below(3),
            4096 * chance.between(1, 3),
            chance.oneIn(2) ? 0 : chance.between(1, 20_000));
    SealingOptions sealing =
        new SealingOptions(chance.between(5, 80), TimeUnit.SECONDS.toNanos(chance.between(1, 60)));
    long maxHeadBytes = chance.oneIn(4) ? chance.between(50_000, 400_000) : 1L << 30;
    CommitOptions commit =
        new CommitOptions(
            chance.oneIn(8) ? chance.between(1_000, 20_000) : 1L << 20,
            chance.oneIn(2) ? chance.between(1, 4_000) : 1L << 20,
            TimeUnit.MILLISECONDS.toNanos(200));
    MemoryOptions memory =
        new MemoryOptions(
            maxHeadBytes,
            1L << 30,
            chance.oneIn(4) ? 1 << 14 : 4 << 20,
            MemoryOptions.DEFAULT_CHUNK_ROWS);
    if (plan.withReuse()) {
      sealing = reuse.oneIn(2) ? sealing : sealing.withRows(reuse.between(64, 400));
      memory = memory.withChunkRows(StoreCrashPlan.chunkRows(reuse));
      memory = reuse.oneIn(4) ? memory.withMaxPinnedBytes(reuse.between(1, 50_000)) : memory;
    }
    return new StoreOptions(
        CatalogLimits.defaults(), new TableOptions(PARTITION_NANOS), commit, log, memory, sealing);
  }

  private void work() throws IOException {
    int steps = chance.between(5, 70);
    int writes = chance.between(2, 9);
    for (int i = 0; i < steps; i++) {
      int choice = chance.below(20);
      if (choice < writes) {
        submit();
      } else if (choice < 17) {
        step();
      } else if (choice == 17) {
        check();
      } else if (choice == 18) {
        scheduler.runUntilIdle();
        requireAnswers("all agents being idle");
        if (errorsPlanned && chance.oneIn(2)) {
          healWithoutRestart();
        }
      } else if (chance.oneIn(2)) {
        scheduler.advanceToNext();
      } else {
        clock.advance(chance.between(1L, 3_000_000_000L));
      }
    }
  }

  /**
   * The disk works again: without a restart all rows that wait are sealed, and batches are taken
   * unless the log itself has failed.
   */
  private void healWithoutRestart() {
    boolean logFailed = opened().statistics().commits().failure() != null;
    heal();
    errorsPlanned = logFailed; // what the failed log refuses is refused because of the error
    count("error: healed without a restart");
    for (int second = 0; second < SECONDS_TO_PROGRESS && !sealsEverything(); second++) {
      clock.advance(TimeUnit.SECONDS.toNanos(1));
      scheduler.runUntilIdle();
    }
    if (!sealsEverything()) {
      throw new StoreCrashViolation(
          "rows are not sealed although the disk works again: " + opened().statistics().sealing());
    }
    if (!logFailed) {
      for (int second = 0; !takesABatch(); second++) {
        if (second == SECONDS_TO_PROGRESS) {
          throw new StoreCrashViolation("no batch is taken although the disk works again");
        }
        clock.advance(TimeUnit.SECONDS.toNanos(1)); // a full log is given time to empty
        scheduler.runUntilIdle();
      }
      count("error: writes went on without a restart");
    }
  }

  /** One piece of work of some agent; counts when it takes memory of sealed rows for new ones. */
  private void step() throws IOException {
    long retained = opened().statistics().head().retainedBytes();
    scheduler.step();
    if (opened().statistics().head().retainedBytes() < retained) {
      count("memory of sealed rows used again");
    }
    if (plan.withReuse()) {
      readOrFail(() -> snapshots.step(opened()));
    }
  }

  /** Something that is read. */
  private interface Reading {
    void run() throws IOException;
  }

  private boolean readOrFail(Reading reading) throws IOException {
    try {
      reading.run();
      return true;
    } catch (IOException e) {
      if (!errorsPlanned) {
        throw e;
      }
      count("error: reading failed");
      return false;
    }
  }

  private boolean takesABatch() {
    StoreCrashBatch batch = submit();
    scheduler.runUntilIdle();
    return batch.state == State.KEPT;
  }

  private boolean sealsEverything() {
    StoreStatistics.Sealing sealing = opened().statistics().sealing();
    return sealing.waiting() == 0 && sealing.trouble() == null;
  }

  private void end() throws IOException {
    int choice = chance.below(6);
    if (choice == 0) {
      count("crash between operations");
      files.crash();
      restart();
    } else if (choice == 1) {
      count("kill between operations");
      killProcess();
      heal();
    } else {
      close();
    }
  }

  private void close() throws IOException {
    Store open = opened();
    boolean failed = open.statistics().commits().failure() != null;
    readOrFail(snapshots::finish);
    try {
      open.close();
      requireAnswers("the store being closed");
      count("clean close");
    } catch (IOException e) {
      if (!errorsPlanned) {
        throw new StoreCrashViolation("the store does not close: " + e, e);
      }
      count("error: close failed");
      failed = true;
    }
    if (chance.oneIn(failed || errorsPlanned ? 2 : 4)) {
      files.crash();
      restart();
    } else {
      killProcess(); // it has ended by itself; what was planned for it is over
      heal();
    }
  }

  private void requireAnswers(String when) {
    for (StoreCrashBatch batch : batches) {
      if (batch.state == State.SUBMITTED && !batch.answered) {
        throw new StoreCrashViolation("batch " + batch.id + " has no answer in spite of " + when);
      }
    }
  }

  private StoreCrashBatch submit() {
    StoreCrashWorkload.Made made = workload.next(opened());
    StoreCrashBatch batch = made.remembered();
    batches.add(batch);
    count("batch");
    opened()
        .write(
            made.batch(),
            new WriteCompletion() {
              @Override
              public void completed(WriteOutcome outcome) {
                acknowledge(batch, outcome);
              }

              @Override
              public void failed(Exception cause) {
                refuse(batch, cause);
              }
            });
    return batch;
  }

  private void acknowledge(StoreCrashBatch batch, WriteOutcome outcome) {
    if (batch.answered) {
      throw new StoreCrashViolation("batch " + batch.id + " was answered twice");
    }
    if (opened().statistics().commits().failure() != null) {
      throw new StoreCrashViolation("batch " + batch.id + " was acknowledged after a failure");
    }
    batch.answered = true;
    batch.state = State.KEPT;
    for (Refusal refusal : outcome.refusals()) {
      Row row = batch.rows.get(refusal.line() - 1);
      if (!row.risky) {
        throw new StoreCrashViolation("a good row was refused: " + refusal.reason());
      }
      row.refused = true;
    }
    if (outcome.storedRows() != batch.rows.size() - batch.refusedRows()) {
      throw new StoreCrashViolation("batch " + batch.id + " was not stored whole: " + outcome);
    }
    count("acknowledged");
    count("refused rows", outcome.refusals().size());
  }

  private void acknowledgeEarly(String path) {
    if (path.startsWith("log/")) {
      for (StoreCrashBatch batch : batches) {
        if (batch.state == State.SUBMITTED && !batch.answered && batch.isSafe()) {
          batch.state = State.KEPT;
        }
      }
    }
  }

  private void refuse(StoreCrashBatch batch, Exception cause) {
    if (batch.answered) {
      throw new StoreCrashViolation("batch " + batch.id + " was answered twice");
    }
    batch.answered = true;
    if (cause instanceof StoreOverloadedException) {
      batch.state = State.GONE;
      count("overloaded");
    } else if (errorsPlanned && cause instanceof StoreFailedException) {
      count("error: batch failed");
    } else {
      throw new StoreCrashViolation("batch " + batch.id + " failed: " + cause, cause);
    }
  }

  /** Reads; exactly what is known to be kept must show. */
  private void check() throws IOException {
    if (!read()) {
      return;
    }
    for (StoreCrashBatch batch : batches) {
      if (batch.state == State.KEPT) {
        requireWhole(batch);
      } else if (batch.rowsMetBy(reader.reading()) > 0) {
        throw new StoreCrashViolation("batch %d shows and is %s".formatted(batch.id, batch.state));
      }
    }
    count("reading");
  }

  private boolean read() throws IOException {
    return readOrFail(() -> {
      try (Snapshot snapshot = opened().snapshot()) {
        reader.read(snapshot);
      }
    });
  }

  /** The first reading after a recovery: decides on the batches that were never answered. */
  private void settle() throws IOException {
    for (boolean done = read(); !done; done = read()) {
      heal();
    }
    for (StoreCrashBatch batch : batches) {
      if (batch.state == State.SUBMITTED) {
        boolean there = batch.rowsMetBy(reader.reading()) > 0;
        batch.state = there ? State.KEPT : State.GONE;
        count(there ? "unanswered and there" : "unanswered and absent");
        for (Row row : batch.rows) {
          row.refused = there && row.risky && row.metBy != reader.reading();
        }
      }
      if (batch.state == State.KEPT) {
        requireWhole(batch);
      } else if (batch.rowsMetBy(reader.reading()) > 0) {
        throw new StoreCrashViolation("batch " + batch.id + " came back");
      }
    }
  }

  private void requireWhole(StoreCrashBatch batch) {
    for (Row row : batch.rows) {
      boolean met = row.metBy == reader.reading();
      if (met == row.refused) {
        throw new StoreCrashViolation(
            "batch %d (%s): %d of %d rows are there, %d were refused"
                .formatted(
                    batch.id,
                    batch.answered ? "acknowledged" : "seen before",
                    batch.rowsMetBy(reader.reading()),
                    batch.rows.size(),
                    batch.refusedRows()));
      }
    }
  }

  private void count(String what) {
    count(what, 1);
  }

  private void count(String what, long n) {
    if (traced && n > 0) {
      System.out.println(n + " " + what);
    }
    counts.merge(what, n, Long::sum);
  }
}
