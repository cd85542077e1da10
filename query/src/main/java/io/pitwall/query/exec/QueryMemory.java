package io.pitwall.query.exec;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory for groups, sort buffers and similar data, of all statements together. Each statement
 * takes from it by its own {@link ExecutionControl}, which gives all back when the statement ends.
 * Safe for all threads.
 */
public final class QueryMemory {
  private final long maxPerStatement;
  private final long maxOfAll;
  private final AtomicLong reserved = new AtomicLong();

  /**
   * Begins with nothing reserved.
   *
   * @param maxPerStatement bytes of one statement (max-query-memory)
   * @param maxOfAll bytes of all statements together (max-total-query-memory)
   */
  public QueryMemory(long maxPerStatement, long maxOfAll) {
    this.maxPerStatement = maxPerStatement;
    this.maxOfAll = maxOfAll;
  }

  long maxPerStatement() {
    return maxPerStatement;
  }

  long maxOfAll() {
    return maxOfAll;
  }

  /** The bytes that are reserved now. */
  public long reservedBytes() {
    return reserved.get();
  }

  /**
   * Reserves bytes if there are enough.
   *
   * @param bytes at least 0
   * @return whether they are reserved
   */
  boolean tryReserve(long bytes) {
    long before;
    do {
      before = reserved.get();
      if (bytes > maxOfAll - before) {
        return false;
      }
    } while (!reserved.compareAndSet(before, before + bytes));
    return true;
  }

  /**
   * Gives back what was reserved.
   *
   * @param bytes at least 0
   */
  void release(long bytes) {
    reserved.addAndGet(-bytes);
  }
}
