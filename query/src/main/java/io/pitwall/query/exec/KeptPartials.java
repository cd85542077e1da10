package io.pitwall.query.exec;

import io.pitwall.storage.read.RowSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Which partial aggregates one execution may share with others.
 *
 * @param conditions the scan's, in its order
 * @param momentary those that {@code now()} is part of: they mean something else each time
 */
record KeptPartials(
    PartialAggregateCache cache,
    PartialAggregateCache.Shape shape,
    List<RexNode> conditions,
    BitSet momentary) {

  /** What the scan's source is to be kept under, or null if it may not be. */
  PartialAggregateCache.@Nullable Key key(Scan scan, RowSource source) {
    BitSet open = scan.openConditions();
    if (source.immutableId() < 0 || open.intersects(momentary)) {
      return null;
    }
    List<RexNode> looked = new ArrayList<>();
    open.stream().forEach(i -> looked.add(conditions.get(i)));
    return new PartialAggregateCache.Key(shape, source.immutableId(), looked);
  }
}
