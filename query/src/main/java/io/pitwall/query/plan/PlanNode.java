package io.pitwall.query.plan;

import io.pitwall.storage.schema.TableSchema;
import java.util.List;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** An operator to be, with its inputs. Columns are numbered by position in the input's row. */
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

  /** One expression for each column. */
  record Project(RelDataType row, PlanNode input, List<RexNode> expressions) implements PlanNode {}

  /**
   * One row for each combination of keys; if there are no keys, one row. First the keys, then the
   * aggregates.
   *
   * @param expressions what the calls' arguments and filters are numbers of
   */
  record Aggregate(
      RelDataType row,
      PlanNode input,
      List<RexNode> keys,
      List<RexNode> expressions,
      List<AggregateCall> calls)
      implements PlanNode {}

  /**
   * The rows in order, without the first {@code offset}, at most {@code fetch}.
   *
   * @param fetch {@link #ALL} for no limit
   */
  record Sort(RelDataType row, PlanNode input, List<SortKey> keys, long offset, long fetch)
      implements PlanNode {}

  /** As {@link Sort}, in any order. */
  record Limit(RelDataType row, PlanNode input, long offset, long fetch) implements PlanNode {}

  /** Rows that stand in the statement. */
  record Values(RelDataType row, List<List<RexLiteral>> rows) implements PlanNode {}

  /** The rows of all inputs. */
  record Union(RelDataType row, List<PlanNode> inputs) implements PlanNode {}

  /** No limit. */
  long ALL = Long.MAX_VALUE;
}
