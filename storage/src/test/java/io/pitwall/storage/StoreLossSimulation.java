package io.pitwall.storage;

import io.pitwall.storage.StoreCrashBatch.State;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.log.LogFaults;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.options.TableOptions;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.simulation.Chance;
import io.pitwall.storage.simulation.ManualClock;
import io.pitwall.storage.simulation.SimulatedFileSystem;
import io.pitwall.storage.simulation.SteppedScheduler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Some lives of a store, then one file is missing, shorter or as it once was, all from one seed.
 *
 * <p>Either the store does not open, names the file and has changed nothing that its return does
 * not heal; or statements that need the file fail and name it; or the loss is reported; or nothing
 * is lost. Whatever is lost, what is acknowledged afterwards survives the next start.
 *
 * <p>{@link #isUndetectable} says which losses today's formats can't notice.
 */
final class StoreLossSimulation {
  private static final long PARTITION_NANOS = 1_000_000;
  private static final List<String> DIRECTORIES = List.of("log/", "manifest/", "segments/");

  /** What happens to the file. */
  private enum Loss {
    MISSING,
    SHORTER,
    OLDER
  }

  private final long seed;
  private final Map<String, Long> counts;
  private final Chance chance;
  private final SimulatedFileSystem files;
  private final ManualClock clock = new ManualClock(1_700_000_000_000_000_000L);
  private final StoreCrashWorkload workload;
  private final List<StoreCrashBatch> batches = new ArrayList<>();
  private final List<Map<String, byte[]>> earlier = new ArrayList<>();
  private StoreCrashReader reader = newReader();
  private SteppedScheduler scheduler;
  private String what = "nothing lost yet";

  /**
   * @param counts gets how often what happened
   */
  StoreLossSimulation(long seed, Map<String, Long> counts) {
    this.seed = seed;
    this.counts = counts;
    chance = new Chance(seed);
    files = new SimulatedFileSystem(chance.split());
    scheduler = new SteppedScheduler(clock, chance.split());
    workload = new StoreCrashWorkload(chance.split(), PARTITION_NANOS, chance.split());
  }

  private StoreCrashReader newReader() {
    return new StoreCrashReader(
        id -> id < 1 || id > batches.size() ? null : batches.get((int) id - 1));
  }

  /**
   * @throws StoreCrashViolation if a loss was silent, or an error does not name the file
   */
  void run() {
    try {
      int lives = chance.between(1, 3);
      for (int life = 0; life < lives; life++) {
        live(open());
      }
      loseOneFile();
    } catch (IOException | RuntimeException e) {
      throw new StoreCrashViolation("seed %d, %s: %s".formatted(seed, what, e), e);
    }
  }

  private Store open() throws IOException {
    scheduler = new SteppedScheduler(clock, chance.split());
    long fileBytes = 8192L * chance.between(1, 2);
    StoreOptions options =
        new StoreOptions(
            StoreOptions.defaults().names(),
            new TableOptions(PARTITION_NANOS),
            StoreOptions.defaults().commit(),
            new LogOptions(fileBytes, fileBytes * chance.between(5, 8), chance.below(3), 4096, 0),
            StoreOptions.defaults().memory(),
            SealingOptions.defaults().withRows(chance.between(5, 80)));
    return Store.open(options, files, clock, scheduler);
  }

  /** Writes, with all answers at the end, and ends orderly or by a kill. */
  private void live(Store store) throws IOException {
    int steps = chance.between(2, 40);
    for (int i = 0; i < steps; i++) {
      switch (chance.below(6)) {
        case 0, 1, 2 -> write(store);
        case 3 -> scheduler.runUntilIdle();
        case 4 -> clock.advance(chance.between(1L, 3_000_000_000L));
        default -> earlier.add(copy());
      }
    }
    scheduler.runUntilIdle();
    earlier.add(copy());
    if (chance.oneIn(2)) {
      store.close();
    }
    files.killProcess();
  }

  private Map<String, byte[]> copy() {
    Map<String, byte[]> copy = new TreeMap<>();
    files.paths().forEach(path -> copy.put(path, files.content(path)));
    return copy;
  }

  private void restore(Map<String, byte[]> copy) {
    files.paths().forEach(files::remove);
    copy.forEach(files::put);
  }

  private void write(Store store) {
    StoreCrashWorkload.Made made = workload.next(store);
    StoreCrashBatch batch = made.remembered();
    batches.add(batch);
    CompletableFuture<WriteOutcome> answer = Rows.start(store, made.batch());
    scheduler.runUntilIdle();
    batch.state = State.KEPT;
    try {
      answer
          .join()
          .refusals()
          .forEach(refusal -> batch.rows.get(refusal.line() - 1).refused = true);
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof StoreOverloadedException)) {
        throw e;
      }
      batch.state = State.GONE;
    }
  }

  private void loseOneFile() throws IOException {
    String newestLogFile = LogFaults.newestFile(files, "log");
    Map<String, byte[]> whole = copy();
    List<String> paths =
        whole.keySet().stream()
            .filter(path -> !path.startsWith("quarantine/") && !path.endsWith(".spare"))
            .toList();
    String directory = DIRECTORIES.get(chance.below(DIRECTORIES.size()));
    List<String> inDirectory = paths.stream().filter(path -> path.startsWith(directory)).toList();
    List<String> candidates = inDirectory.isEmpty() ? paths : inDirectory;
    String victim = candidates.get(chance.below(candidates.size()));
    Loss loss = Loss.values()[chance.below(Loss.values().length)];
    byte[] left = left(victim, loss, whole);
    if (left == null) {
      files.remove(victim);
    } else {
      files.put(victim, left);
    }
    what = victim + " " + loss;
    Store store;
    try {
      store = open();
    } catch (IOException e) {
      requireNamed(e, victim);
      count(kind() + ": refused");
      files.killProcess();
      restore(whole);
      store = open();
      if (!lost(store).isEmpty() || !store.statistics().replay().damages().isEmpty()) {
        throw new StoreCrashViolation("rows are lost although the file came back");
      }
      return;
    }
    judge(store, victim, isUndetectable(victim, newestLogFile));
  }

  /**
   * The records of the log file that was written last have no witness elsewhere: neither a later
   * record nor the manifest says that they were there, until a table is sealed past them. Its loss
   * looks like a log that ends earlier. That takes a log that names its end in the manifest.
   */
  private static boolean isUndetectable(String victim, String newestLogFile) {
    return victim.equals(newestLogFile);
  }

  /** What is left of the file, or null if it is missing. */
  private byte @Nullable [] left(String victim, Loss loss, Map<String, byte[]> whole) {
    byte[] content = whole.getOrDefault(victim, new byte[0]);
    return switch (loss) {
      case MISSING -> null;
      case SHORTER -> Arrays.copyOf(content, chance.below(Math.max(1, content.length)));
      case OLDER -> {
        List<byte[]> versions = new ArrayList<>();
        for (Map<String, byte[]> copy : earlier) {
          byte[] version = copy.get(victim);
          if (version != null && !Arrays.equals(version, content)) {
            versions.add(version);
          }
        }
        yield versions.isEmpty() ? null : versions.get(chance.below(versions.size()));
      }
    };
  }

  private void judge(Store store, String victim, boolean undetectable) throws IOException {
    reader = newReader(); // names whose definitions are lost may come back with other ids
    List<String> damages = store.statistics().replay().damages();
    List<StoreCrashBatch> lost;
    try {
      lost = lost(store);
    } catch (IOException e) {
      requireNamed(e, victim);
      count(kind() + ": statements fail");
      goOn(store, false);
      return;
    }
    if (lost.isEmpty()) {
      count(kind() + ": nothing lost" + (damages.isEmpty() ? "" : ", and yet reported"));
    } else if (!damages.isEmpty()) {
      count(kind() + ": lost and reported");
    } else if (undetectable) {
      count(kind() + ": lost without a report, the newest one");
    } else {
      throw new StoreCrashViolation("%d batches are lost without a report".formatted(lost.size()));
    }
    lost.forEach(batch -> batch.state = State.SUBMITTED);
    goOn(store, true);
  }

  private static void requireNamed(IOException e, String victim) {
    String directory = "'" + victim.substring(0, victim.indexOf('/')) + "'";
    String message = String.valueOf(e.getMessage());
    if (!message.contains(victim) && !message.contains(directory)) {
      throw new StoreCrashViolation("an error does not name " + victim + ": " + e, e);
    }
  }

  /** Writes more, restarts, and requires what was there and what came to be there again. */
  private void goOn(Store store, boolean isReadable) throws IOException {
    for (int i = 0; i < 5; i++) {
      write(store);
    }
    clock.advance(chance.between(1L, 100_000_000_000L));
    scheduler.runUntilIdle();
    write(store);
    if (chance.oneIn(2)) {
      store.close();
    }
    files.killProcess();
    Store again = open();
    if (isReadable && !lost(again).isEmpty()) {
      throw new StoreCrashViolation("rows that were there after the loss are lost later");
    }
    again.close();
  }

  /** The batches of which not all rows are there. */
  private List<StoreCrashBatch> lost(Store store) throws IOException {
    try (Snapshot snapshot = store.snapshot()) {
      reader.read(snapshot);
    }
    List<StoreCrashBatch> lost = new ArrayList<>();
    for (StoreCrashBatch batch : batches) {
      int there = batch.rowsMetBy(reader.reading());
      int sent = batch.rows.size() - batch.refusedRows();
      if (batch.state == State.KEPT && there != sent) {
        lost.add(batch);
      }
    }
    return lost;
  }

  /** The loss without the name of the file. */
  private String kind() {
    return what.replaceFirst("/\\S+", "");
  }

  private void count(String event) {
    counts.merge(event, 1L, Long::sum);
  }
}
