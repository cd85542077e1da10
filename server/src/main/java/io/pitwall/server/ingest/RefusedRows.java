package io.pitwall.server.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects the refused rows of one body: counts them all and keeps the first ones with their
 * reasons. Owned by the thread that parses.
 */
public final class RefusedRows {
  private final int maxReported;
  private final List<IngestRefusal> reported = new ArrayList<>();
  private long rows;

  /**
   * @param maxReported how many refusals are kept; the others are only counted
   */
  public RefusedRows(int maxReported) {
    this.maxReported = maxReported;
  }

  /**
   * Counts refused rows, and makes their reason if it is kept.
   *
   * @param count how many rows share the reason
   * @param line as in {@link IngestRefusal}
   * @param column as in {@link IngestRefusal}
   */
  public void add(long count, int line, int column, Supplier<String> reason) {
    rows += count;
    if (reported.size() < maxReported) {
      reported.add(new IngestRefusal(line, column, reason.get()));
    }
  }

  /** How many rows were refused. */
  public long rows() {
    return rows;
  }

  /** The first refusals, in the order in which they were added. */
  public List<IngestRefusal> reported() {
    return List.copyOf(reported);
  }
}
