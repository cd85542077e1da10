package io.pitwall.query.plan;

import io.pitwall.storage.schema.TableSchema;
import java.util.List;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** A planned operator and its inputs. Columns are numbered by position in the input's row. */
public sealed interface PlanNode {
  /** The row that comes out. */
  RelDataType row();

  /**
   * The rows of a table that meet all conditions.
   *
   * @param schema the table as it was when the statement was planned; row field i is its column i
   */
  record Scan(RelDataType row, TableSchema schema, List<RexNode> conditions) implements PlanNode {}

  /** The rows that meet all conditions. */
  record Filter(RelDataType row, PlanNode input, List<RexNode> conditions) implements PlanNode {}

  /** One expression per column. */
  record Project(RelDataType row, PlanNode input, List<RexNode> expressions) implements PlanNode {}

  /**
   * Keys and aggregates over an input.
   *
   * @param expressions the calls' arguments and filters are indexes into these
   */
  record Grouping(List<RexNode> keys, List<RexNode> expressions, List<AggregateCall> calls) {}

  /**
   * One row per combination of keys; without keys, one row. First the keys, then the aggregates.
   */
  record Aggregate(RelDataType row, PlanNode input, Grouping grouping) implements PlanNode {}

  /**
   * As {@link Aggregate}, over a table: blocks are answered from summaries, and aggregates of rows
   * that never change are kept for later statements.
   */
  record ScanAggregate(RelDataType row, Scan scan, Grouping grouping) implements PlanNode {}

  /**
   * The rows in order, without the first {@code offset}, at most {@code fetch}.
   *
   * @param fetch {@link #ALL} for no limit
   */
  record Sort(RelDataType row, PlanNode input, List<SortKey> keys, long offset, long fetch)
      implements PlanNode {}

  /**
   * As {@link Sort} with a limit, over a table whose time is the first key: the table is read in
   * that order, and no further than the limit needs.
   *
   * @param scan the table under the sort's input
   * @param expressions one per column of the sort's input, over the table's columns
   */
  record TopByTime(Sort sort, Scan scan, List<RexNode> expressions) implements PlanNode {
    @Override
    public RelDataType row() {
      return sort.row();
    }

    /** The order in which the table is read. */
    public ScanOrder order() {
      return sort.keys().get(0).descending() ? ScanOrder.NEWEST_FIRST : ScanOrder.OLDEST_FIRST;
    }
  }

  /** As {@link Sort}, in any order. */
  record Limit(RelDataType row, PlanNode input, long offset, long fetch) implements PlanNode {}

  /** Rows written in the statement. */
  record Values(RelDataType row, List<List<RexLiteral>> rows) implements PlanNode {}

  /** The rows of all inputs. */
  record Union(RelDataType row, List<PlanNode> inputs) implements PlanNode {}

  /** No limit. */
  long ALL = Long.MAX_VALUE;
}
