package io.pitwall.benchmarks.campaign.abuse;

import java.util.Map;
import java.util.TreeMap;

/**
 * Rows that abuse wrote beside what it did wrong: the server must have stored them all the same.
 * Safe for all threads.
 */
public final class AbuseLedger {
  /**
   * The rows of a table.
   *
   * @param least rows that the server said it stored
   * @param most these, and the rows whose answer did not come
   */
  public record Rows(long least, long most) {
    /** Whether a count of the table can be right. */
    public boolean allow(long count) {
      return least <= count && count <= most;
    }
  }

  private final Map<String, Rows> tables = new TreeMap<>();

  /** The server said that it stored rows. */
  synchronized void stored(String table, long rows) {
    add(table, rows, rows);
  }

  /** Rows were sent and no answer came. */
  synchronized void unknown(String table, long rows) {
    add(table, 0, rows);
  }

  private void add(String table, long least, long most) {
    Rows rows = tables.getOrDefault(table, new Rows(0, 0));
    tables.put(table, new Rows(rows.least() + least, rows.most() + most));
  }

  /** The rows that must be there, by table of {@link AbuseScene#DATABASE}. */
  public synchronized Map<String, Rows> tables() {
    return new TreeMap<>(tables);
  }
}
