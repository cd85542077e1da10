package io.pitwall.storage;

import io.pitwall.storage.StoreCrashBatch.Row;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.simulation.Chance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Snapshots that a simulated client keeps open while rows are written and sealed. Whenever one is
 * read again it must show exactly the rows that it showed at first, whatever became of their
 * memory.
 */
final class StoreCrashSnapshots {
  private static final int MOST_OPEN = 3;

  /** An open snapshot, and the rows that it showed at first. */
  private static final class Kept {
    final Snapshot snapshot;
    final Set<Row> rows;
    boolean evicted;

    Kept(Snapshot snapshot, Set<Row> rows) {
      this.snapshot = snapshot;
      this.rows = rows;
    }
  }

  private final Chance chance;
  private final StoreCrashReader reader;
  private final boolean pins;
  private final Map<String, Long> counts;
  private final List<Kept> kept = new ArrayList<>();

  /**
   * Keeps none open.
   *
   * @param pins false: each snapshot is closed at once and read all the same
   */
  StoreCrashSnapshots(
      Chance chance, StoreCrashReader reader, boolean pins, Map<String, Long> counts) {
    this.chance = chance;
    this.reader = reader;
    this.pins = pins;
    this.counts = counts;
  }

  /** The process has ended, and its snapshots with it. */
  void forget() {
    kept.clear();
  }

  /** Opens a snapshot, reads one again, closes one, or does nothing. */
  void step(Store store) throws IOException {
    closeEvicted();
    switch (chance.below(32)) {
      case 0 -> open(store);
      case 1, 2 -> {
        if (!kept.isEmpty()) {
          readAgain(kept.get(chance.below(kept.size())));
        }
      }
      case 3 -> {
        if (!kept.isEmpty()) {
          close(kept.remove(chance.below(kept.size())));
        }
      }
      default -> {
        // only time passes
      }
    }
  }

  /** Reads all again and closes them. */
  void finish() throws IOException {
    closeEvicted();
    for (Iterator<Kept> left = kept.iterator(); left.hasNext(); ) {
      Kept one = left.next();
      readAgain(one);
      left.remove();
      close(one);
    }
  }

  private void open(Store store) throws IOException {
    if (kept.size() == MOST_OPEN) {
      return;
    }
    Snapshot snapshot = store.snapshot();
    if (!pins) {
      snapshot.close();
    }
    Kept opened;
    try {
      opened = new Kept(snapshot, reader.rowsOf(snapshot));
    } catch (IOException e) {
      snapshot.close();
      throw e;
    }
    snapshot.onEviction(() -> opened.evicted = true);
    kept.add(opened);
    count("snapshot kept open");
  }

  private void readAgain(Kept one) throws IOException {
    Set<Row> rows = reader.rowsOf(one.snapshot);
    if (!rows.equals(one.rows)) {
      throw new StoreCrashViolation(
          "a snapshot showed %d rows and shows %d, or others"
              .formatted(one.rows.size(), rows.size()));
    }
    count("snapshot read again");
  }

  private void closeEvicted() {
    for (Iterator<Kept> left = kept.iterator(); left.hasNext(); ) {
      Kept one = left.next();
      if (one.evicted) {
        left.remove();
        close(one);
        count("snapshot evicted");
      }
    }
  }

  private void close(Kept one) {
    if (pins) {
      one.snapshot.close();
    }
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }
}
