package io.pitwall.query.exec;

import io.pitwall.storage.read.RowSource;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The partial aggregates that one execution may share with others. */
record KeptPartials(PartialAggregateCache cache, PartialAggregateCache.Shape shape) {

  /** The key under which the aggregate of the scan's source is kept; null if it may not be. */
  PartialAggregateCache.@Nullable Key key(Scan scan, RowSource source) {
    List<ScanCondition> open = scan.openConditions();
    if (source.immutableId() < 0 || open.stream().anyMatch(ScanCondition::usesNow)) {
      return null;
    }
    List<RexNode> nodes = open.stream().map(ScanCondition::node).toList();
    return new PartialAggregateCache.Key(shape, source.immutableId(), nodes);
  }
}
