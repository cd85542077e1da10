package io.pitwall.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** State and counters of a store at one moment, by topic. "Total" means since the store opened. */
public record StoreStatistics(
    Names names,
    Commits commits,
    Log log,
    Head head,
    Sealing sealing,
    Segments segments,
    Replay replay) {

  /**
   * Names, each kind of which has a limit.
   *
   * @param databases number of databases
   * @param tables number of tables in all databases
   * @param series number of series in all tables
   */
  public record Names(int databases, int tables, long series) {}

  /**
   * Writes.
   *
   * @param durableLsn all records up to it are on disk and visible
   * @param batches total of acknowledged batches
   * @param rows total of acknowledged rows
   * @param queuedBytes encoded batches that wait for the log
   * @param failure why nothing is acknowledged until a restart, or null
   */
  public record Commits(
      long durableLsn, long batches, long rows, long queuedBytes, @Nullable String failure) {}

  /**
   * The log.
   *
   * @param bytes size of the files that contain records still needed
   * @param syncs total of syncs
   */
  public record Log(long bytes, long syncs) {}

  /**
   * Unsealed rows.
   *
   * @param rows number of unsealed rows
   * @param bytes memory that they take
   * @param retainedBytes memory of sealed rows that is kept for new ones, beside {@code bytes}
   * @param pinnedBytes memory of sealed rows that open snapshots keep, beside {@code bytes}
   */
  public record Head(long rows, long bytes, long retainedBytes, long pinnedBytes) {}

  /**
   * Sealing.
   *
   * @param waiting generations of tables that wait to be sealed
   * @param rows total of sealed rows
   * @param nanos total time spent sealing
   * @param trouble why the last attempt to seal failed, or null
   */
  public record Sealing(int waiting, long rows, long nanos, @Nullable String trouble) {}

  /**
   * Segment files.
   *
   * @param count number of files
   * @param rows rows in them
   * @param bytes their size
   */
  public record Segments(int count, long rows, long bytes) {}

  /**
   * Recovery when the store opened.
   *
   * @param records log records applied
   * @param bytes log bytes read
   * @param damages what was damaged, one sentence each; empty for a sound store
   */
  public record Replay(long records, long bytes, List<String> damages) {
    /** Copies the list. */
    public Replay {
      damages = List.copyOf(damages);
    }
  }
}
