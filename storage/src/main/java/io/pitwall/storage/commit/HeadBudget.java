package io.pitwall.storage.commit;

/**
 * The memory that unsealed rows may take, and the fractions of it at which something happens:
 *
 * <pre>
 *   1/8  a single table of this size is sealed early, if the head is crowded
 *   1/4  enough small tables were sealed early when less than this is left
 *   1/2  the head is crowded: tables are sealed early
 *        many small tables are a crowd: the larger ones of them are sealed early
 *        most memory of sealed rows that is kept for new rows
 *   3/4  writers should pause; rows that rest after a start are sealed
 *   1    writes are refused
 * </pre>
 *
 * @param maxBytes the whole budget
 */
public record HeadBudget(long maxBytes) {
  /** Whether writes are refused. */
  public boolean isExceeded(long headBytes) {
    return headBytes > maxBytes;
  }

  /** Whether writers should pause, and no rows may rest unsealed. */
  public boolean isNearlySpent(long headBytes) {
    return headBytes > maxBytes / 4 * 3;
  }

  /** Whether tables are sealed before they are full or old. */
  boolean isCrowded(long headBytes) {
    return headBytes > maxBytes / 2;
  }

  /** Whether a table is large enough to be sealed early for its own size. */
  boolean isLarge(long tableBytes) {
    return tableBytes > maxBytes / 8;
  }

  /** Whether tables of which none is large take too much together. */
  boolean areManySmall(long activeBytes) {
    return activeBytes > maxBytes / 2;
  }

  /** Whether enough of many small tables was sealed. */
  boolean isRelieved(long activeBytes) {
    return activeBytes <= maxBytes / 4;
  }

  /** Most memory of sealed rows that is kept for new rows. */
  public long maxRetainedBytes() {
    return maxBytes / 2;
  }
}
