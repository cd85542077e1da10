package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.ExpressionCompiler;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.plan.PlanNode;
import io.pitwall.query.plan.SortKey;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Makes the operators of one execution from a plan. */
final class OperatorFactory {
  private final ExecutionContext context;
  private final ExecutionControl control;
  private final PartialAggregateCache partials;

  OperatorFactory(
      ExecutionContext context, ExecutionControl control, PartialAggregateCache partials) {
    this.context = context;
    this.control = control;
    this.partials = partials;
  }

  Operator create(PlanNode node) throws QueryException {
    return switch (node) {
      case PlanNode.Scan scan -> scan(scan);
      case PlanNode.Filter filter -> filter(filter);
      case PlanNode.Project project -> project(project);
      case PlanNode.Aggregate aggregate -> aggregate(aggregate);
      case PlanNode.Sort sort -> sort(sort);
      case PlanNode.Limit limit ->
          new LimitOperator(create(limit.input()), limit.offset(), limit.fetch());
      case PlanNode.Values values -> values(values);
      case PlanNode.Union union -> union(union);
    };
  }

  private ExpressionCompiler compiler(ColumnType[] inputs) {
    return new ExpressionCompiler(inputs, context.nowNanos(), FunctionTable::compilerOf);
  }

  private Scan scan(PlanNode.Scan scan) throws QueryException {
    TableSchema planned = scan.schema();
    TableSnapshot table = context.snapshot().table(planned.database(), planned.name());
    if (table == null || table.schema().tableId() != planned.tableId()) {
      throw new QueryException(
          QueryException.Kind.UNDEFINED_TABLE,
          "the table " + planned.database() + "." + planned.name() + " does not exist any more");
    }
    TableSnapshot asPlanned = new TableSnapshot(checked(planned, table), table.sources());
    ColumnType[] types =
        planned.columns().stream().map(ColumnSchema::type).toArray(ColumnType[]::new);
    return new Scan(asPlanned, tests(conditions(scan.conditions(), types)), control);
  }

  /** The snapshot may know more columns than the plan does, but none of the plan's differently. */
  private static TableSchema checked(TableSchema planned, TableSnapshot table)
      throws QueryException {
    for (var column : planned.columns()) {
      var current = table.schema().find(column.name());
      if (current == null || current.id() != column.id() || current.type() != column.type()) {
        throw new QueryException(
            QueryException.Kind.INTERNAL,
            "the column "
                + column.name()
                + " of "
                + planned.name()
                + " changed after the statement was planned; send it again");
      }
    }
    return planned;
  }

  /**
   * @param isMomentary whether {@code now()} is part of it
   */
  private record Condition(RexNode node, VectorExpression test, boolean isMomentary) {}

  /** What can't fail comes first, so that it can guard what can. */
  private List<Condition> conditions(List<RexNode> nodes, ColumnType[] inputs)
      throws QueryException {
    List<Condition> safe = new ArrayList<>();
    List<Condition> fallible = new ArrayList<>();
    for (RexNode node : nodes) {
      ExpressionCompiler compiler = compiler(inputs);
      VectorExpression test = compiler.compile(node);
      (test.mayFail() ? fallible : safe).add(new Condition(node, test, compiler.hasUsedNow()));
    }
    safe.addAll(fallible);
    return safe;
  }

  private static List<VectorExpression> tests(List<Condition> conditions) {
    return conditions.stream().map(Condition::test).toList();
  }

  private Operator filter(PlanNode.Filter filter) throws QueryException {
    Operator input = create(filter.input());
    return new FilterOperator(input, tests(conditions(filter.conditions(), input.types())));
  }

  private Operator project(PlanNode.Project project) throws QueryException {
    return project(create(project.input()), project.expressions());
  }

  private Operator project(Operator input, List<RexNode> nodes) throws QueryException {
    ExpressionCompiler compiler = compiler(input.types());
    List<VectorExpression> expressions = new ArrayList<>();
    for (RexNode node : nodes) {
      expressions.add(compiler.compile(node));
    }
    return new ProjectOperator(input, expressions);
  }

  private Operator aggregate(PlanNode.Aggregate aggregate) throws QueryException {
    Operator input = create(aggregate.input());
    ExpressionCompiler compiler = compiler(input.types());
    List<VectorExpression> keys = new ArrayList<>();
    for (RexNode key : aggregate.keys()) {
      keys.add(compiler.compile(key));
    }
    AggregateArguments arguments = new AggregateArguments(aggregate.expressions(), compiler);
    AggregateOperator.StatesMaker states = () -> new AggregateStates(aggregate.calls(), arguments);
    AggregateStates first = states.create();
    boolean keeps = !compiler.hasUsedNow();
    return new AggregateOperator(
        input,
        keys,
        arguments.compiled(),
        first,
        states,
        control,
        keeps && aggregate.input() instanceof PlanNode.Scan scan ? kept(aggregate, scan) : null);
  }

  private KeptPartials kept(PlanNode.Aggregate aggregate, PlanNode.Scan scan)
      throws QueryException {
    List<ColumnSchema> columns = scan.schema().columns();
    ColumnType[] types = columns.stream().map(ColumnSchema::type).toArray(ColumnType[]::new);
    List<RexNode> nodes = new ArrayList<>();
    BitSet momentary = new BitSet();
    for (Condition condition : conditions(scan.conditions(), types)) {
      momentary.set(nodes.size(), condition.isMomentary);
      nodes.add(condition.node);
    }
    PartialAggregateCache.Shape shape =
        new PartialAggregateCache.Shape(
            columns, aggregate.keys(), aggregate.expressions(), aggregate.calls());
    return new KeptPartials(partials, shape, nodes, momentary);
  }

  private Operator sort(PlanNode.Sort sort) throws QueryException {
    SortKey first = sort.keys().get(0);
    if (sort.input() instanceof PlanNode.Project project
        && project.input() instanceof PlanNode.Scan below) {
      boolean byTime =
          project.expressions().get(first.column()) instanceof RexInputRef reference
              && reference.getIndex() == 0;
      Scan scan = scan(below);
      return sort(sort, project(scan, project.expressions()), byTime ? scan : null);
    }
    Operator input = create(sort.input());
    return sort(sort, input, input instanceof Scan scan && first.column() == 0 ? scan : null);
  }

  private Operator sort(PlanNode.Sort sort, Operator input, @Nullable Scan byTime) {
    if (byTime != null && sort.fetch() != PlanNode.ALL) {
      byTime.setOrder(
          sort.keys().get(0).descending() ? Scan.Order.NEWEST_FIRST : Scan.Order.OLDEST_FIRST);
    }
    return new SortOperator(
        input,
        sort.keys(),
        sort.offset(),
        sort.fetch(),
        sort.fetch() == PlanNode.ALL ? null : byTime,
        control);
  }

  private Operator values(PlanNode.Values values) throws QueryException {
    ColumnType[] types = SqlType.columnsOf(values.row());
    ExpressionCompiler compiler = compiler(types);
    List<List<VectorExpression>> rows = new ArrayList<>();
    for (List<RexLiteral> literals : values.rows()) {
      List<VectorExpression> row = new ArrayList<>();
      for (int i = 0; i < types.length; i++) {
        row.add(compiler.compile(literals.get(i), types[i]));
      }
      rows.add(row);
    }
    return new ValuesOperator(types, rows);
  }

  private Operator union(PlanNode.Union union) throws QueryException {
    ColumnType[] types = SqlType.columnsOf(union.row());
    List<Operator> inputs = new ArrayList<>();
    for (PlanNode node : union.inputs()) {
      Operator input = create(node);
      List<VectorExpression> columns = new ArrayList<>();
      for (int i = 0; i < types.length; i++) {
        columns.add(ExpressionCompiler.convert(new ColumnReference(i, input.types()[i]), types[i]));
      }
      inputs.add(new ProjectOperator(input, columns));
    }
    return new UnionOperator(inputs);
  }
}
