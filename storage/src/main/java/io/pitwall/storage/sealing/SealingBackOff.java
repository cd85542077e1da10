package io.pitwall.storage.sealing;

import io.pitwall.storage.schema.TableSchema;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which tables could not be sealed, and when each is tried again: after a second, then after twice
 * as long each time. An error of the disk is likely to meet all tables, so after one all of them
 * wait a second; any other error is of its table alone. Owned by the sealing thread.
 */
public final class SealingBackOff {
  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** So that all tables are sealed soon once the disk works again. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private record Trouble(String text, long waitNanos, long dueNanos) {}

  private final Map<Integer, Trouble> troubles = new LinkedHashMap<>();
  private @Nullable Long diskDueNanos;

  /** Nanoseconds until a table may be tried, 0 if it may be tried now. */
  long nanosLeft(int tableId, long nowNanos) {
    Long disk = diskDueNanos;
    long left = disk == null ? 0 : Math.max(0, disk - nowNanos);
    Trouble trouble = troubles.get(tableId);
    return trouble == null ? left : Math.max(left, trouble.dueNanos() - nowNanos);
  }

  /** Whether the last attempt at a table failed. */
  boolean hasFailed(int tableId) {
    return troubles.containsKey(tableId);
  }

  void succeeded(int tableId) {
    troubles.remove(tableId);
    diskDueNanos = null;
  }

  void failed(TableSchema table, Exception cause, long nowNanos) {
    Trouble before = troubles.get(table.tableId());
    long wait = before == null ? FIRST_NANOS : Math.min(LONGEST_NANOS, before.waitNanos() * 2);
    String message = cause.getMessage();
    String text =
        "table '%s' of database '%s' can't be sealed and is tried again: %s"
            .formatted(table.name(), table.database(), message == null ? cause : message);
    troubles.put(table.tableId(), new Trouble(text, wait, nowNanos + wait));
    if (cause instanceof IOException) {
      diskDueNanos = nowNanos + FIRST_NANOS;
    }
  }

  /** What is wrong with the tables that could not be sealed, or null if there is none. */
  @Nullable String describe() {
    if (troubles.isEmpty()) {
      return null;
    }
    String first = troubles.values().iterator().next().text();
    int others = troubles.size() - 1;
    return others == 0 ? first : first + "; so are %d more tables".formatted(others);
  }
}
