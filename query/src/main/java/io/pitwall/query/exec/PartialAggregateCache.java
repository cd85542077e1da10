package io.pitwall.query.exec;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pitwall.storage.schema.ColumnSchema;
import java.util.List;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what statements aggregated of rows that never change, and drops what is used least. A panel
 * that asks for the last minutes every second thus reads each segment and each full chunk of the
 * head once, as long as all its rows are in the panel's time range. Chunks that are still being
 * filled, and rows across an end of the range, are read each time. Safe for many threads.
 */
public final class PartialAggregateCache {
  /** One partial may take this share of the cache. */
  private static final int LARGEST_SHARE = 16;

  /**
   * What is aggregated, whatever the rows.
   *
   * @param columns of the table as planned; references in the expressions are indexes into it
   */
  record Shape(
      List<ColumnSchema> columns,
      List<RexNode> keys,
      List<RexNode> expressions,
      List<AggregateCall> calls) {}

  /**
   * A shape over some rows.
   *
   * @param source the rows' {@code immutableId}
   * @param conditions the conditions that do not hold for all of the rows anyway
   */
  record Key(Shape shape, long source, List<RexNode> conditions) {}

  private final long maxBytes;
  private final Cache<Key, PartialAggregate> partials;

  /**
   * @param maxBytes about how much memory partial aggregates may take; 0 keeps none
   */
  public PartialAggregateCache(long maxBytes) {
    this.maxBytes = maxBytes;
    this.partials =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key key, PartialAggregate partial) ->
                (int) Math.min(Integer.MAX_VALUE, partial.sizeBytes()))
            .executor(Runnable::run)
            .build();
  }

  @Nullable PartialAggregate find(Key key) {
    return partials.getIfPresent(key);
  }

  void keep(Key key, PartialAggregate partial) {
    if (partial.sizeBytes() <= maxBytes / LARGEST_SHARE) {
      partials.put(key, partial);
    }
  }
}
