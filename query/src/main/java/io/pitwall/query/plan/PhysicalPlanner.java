package io.pitwall.query.plan;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.sql.PitwallTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/** Turns a logical plan into plan nodes by the shape of the tree, without search and costs. */
public final class PhysicalPlanner {
  /** The first column of every table. */
  private static final int TIME_COLUMN = 0;

  private PhysicalPlanner() {}

  /**
   * @throws QueryException NOT_SUPPORTED if a node of the tree has no operator
   */
  public static PlanNode plan(RelNode rel) throws QueryException {
    return switch (rel) {
      case TableScan scan -> scan(scan, List.of());
      case Filter filter -> filter(filter);
      case Project project -> project(project);
      case Aggregate aggregate -> aggregate(aggregate);
      case Sort sort -> sort(sort);
      case Values values -> values(values);
      case Union union when union.all -> union(union);
      default -> throw unsupported(rel, rel.getRelTypeName());
    };
  }

  private static QueryException unsupported(RelNode rel, String what) {
    return new QueryException(
        QueryException.Kind.NOT_SUPPORTED,
        what + " with the columns " + rel.getRowType().getFieldNames() + " is not supported");
  }

  private static PlanNode scan(TableScan scan, List<RexNode> conditions) throws QueryException {
    PitwallTable table = scan.getTable().unwrap(PitwallTable.class);
    if (table == null) {
      throw unsupported(scan, "a scan of " + scan.getTable().getQualifiedName());
    }
    return new PlanNode.Scan(scan.getRowType(), table.schema(), conditions);
  }

  private static PlanNode filter(Filter filter) throws QueryException {
    List<RexNode> conditions = RelOptUtil.conjunctions(filter.getCondition());
    PlanNode input = plan(filter.getInput());
    if (input instanceof PlanNode.Scan scan) {
      List<RexNode> all = new ArrayList<>(scan.conditions());
      all.addAll(conditions);
      return new PlanNode.Scan(scan.row(), scan.schema(), all);
    }
    return new PlanNode.Filter(filter.getRowType(), input, conditions);
  }

  private static PlanNode project(Project project) throws QueryException {
    if (project.containsOver()) {
      throw unsupported(project, "a window function");
    }
    PlanNode input = plan(project.getInput());
    if (RexUtil.isIdentity(project.getProjects(), project.getInput().getRowType())) {
      return input;
    }
    // Projections that the optimizer left apart would grow too much as one.
    return new PlanNode.Project(project.getRowType(), input, project.getProjects());
  }

  private static PlanNode aggregate(Aggregate aggregate) throws QueryException {
    if (!Aggregate.isSimple(aggregate)) {
      throw unsupported(aggregate, "GROUPING SETS, CUBE or ROLLUP");
    }
    PlanNode input = plan(aggregate.getInput());
    List<RexNode> expressions = new ArrayList<>();
    if (input instanceof PlanNode.Project project) {
      expressions.addAll(project.expressions());
      input = project.input();
    } else {
      expressions.addAll(columnsOf(input));
    }
    List<RexNode> keys = new ArrayList<>();
    for (int column : aggregate.getGroupSet()) {
      keys.add(expressions.get(column));
    }
    PlanNode.Grouping grouping =
        new PlanNode.Grouping(keys, expressions, aggregate.getAggCallList());
    return input instanceof PlanNode.Scan scan
        ? new PlanNode.ScanAggregate(aggregate.getRowType(), scan, grouping)
        : new PlanNode.Aggregate(aggregate.getRowType(), input, grouping);
  }

  /** References to all columns of a node's row. */
  private static List<RexNode> columnsOf(PlanNode node) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < node.row().getFieldCount(); i++) {
      columns.add(RexInputRef.of(i, node.row()));
    }
    return columns;
  }

  private static PlanNode sort(Sort sort) throws QueryException {
    PlanNode input = plan(sort.getInput());
    long offset = count(sort.offset, 0);
    long fetch = count(sort.fetch, PlanNode.ALL);
    List<SortKey> keys = new ArrayList<>();
    for (RelFieldCollation collation : sort.getCollation().getFieldCollations()) {
      keys.add(key(collation));
    }
    if (!keys.isEmpty()) {
      return byTime(new PlanNode.Sort(sort.getRowType(), input, keys, offset, fetch));
    }
    if (input instanceof PlanNode.Sort sorted
        && sorted.fetch() == PlanNode.ALL
        && sorted.offset() == 0) {
      return byTime(new PlanNode.Sort(sorted.row(), sorted.input(), sorted.keys(), offset, fetch));
    }
    return new PlanNode.Limit(sort.getRowType(), input, offset, fetch);
  }

  /** The sort, or the cheaper node where a limit and the order of time allow it. */
  private static PlanNode byTime(PlanNode.Sort sort) {
    if (sort.fetch() == PlanNode.ALL) {
      return sort;
    }
    if (sort.input() instanceof PlanNode.Scan scan) {
      return byTime(sort, scan, columnsOf(scan));
    }
    if (sort.input() instanceof PlanNode.Project project
        && project.input() instanceof PlanNode.Scan scan) {
      return byTime(sort, scan, project.expressions());
    }
    return sort;
  }

  private static PlanNode byTime(
      PlanNode.Sort sort, PlanNode.Scan scan, List<RexNode> expressions) {
    RexNode first = expressions.get(sort.keys().get(0).column());
    boolean isTime = first instanceof RexInputRef column && column.getIndex() == TIME_COLUMN;
    return isTime ? new PlanNode.TopByTime(sort, scan, expressions) : sort;
  }

  private static SortKey key(RelFieldCollation collation) {
    boolean descending = collation.direction.isDescending();
    // As in PostgreSQL, null is greater than every value.
    boolean nullsFirst =
        switch (collation.nullDirection) {
          case FIRST -> true;
          case LAST -> false;
          case UNSPECIFIED -> descending;
        };
    return new SortKey(collation.getFieldIndex(), descending, nullsFirst);
  }

  private static long count(@Nullable RexNode node, long absent) throws QueryException {
    if (node == null) {
      return absent;
    }
    if (node instanceof RexLiteral literal) {
      Long value = literal.getValueAs(Long.class);
      if (value != null && value >= 0) {
        return value;
      }
    }
    throw new QueryException(
        QueryException.Kind.INVALID_VALUE,
        "LIMIT and OFFSET take whole numbers from 0 on, not " + node);
  }

  private static PlanNode values(Values values) {
    List<List<RexLiteral>> rows = new ArrayList<>();
    for (List<RexLiteral> tuple : values.getTuples()) {
      rows.add(List.copyOf(tuple));
    }
    return new PlanNode.Values(values.getRowType(), rows);
  }

  private static PlanNode union(Union union) throws QueryException {
    List<PlanNode> inputs = new ArrayList<>();
    for (RelNode input : union.getInputs()) {
      inputs.add(plan(input));
    }
    return new PlanNode.Union(union.getRowType(), inputs);
  }
}
