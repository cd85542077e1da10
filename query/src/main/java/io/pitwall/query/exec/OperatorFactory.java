package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.ExpressionCompiler;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.plan.PlanNode;
import io.pitwall.query.plan.ScanOrder;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.type.SqlType;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.schema.ColumnSchema;
import io.pitwall.storage.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
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
      case PlanNode.Scan scan -> scan(scan, ScanOrder.ANY);
      case PlanNode.Filter filter -> filter(filter);
      case PlanNode.Project project -> project(project);
      case PlanNode.Aggregate aggregate -> aggregate(aggregate);
      case PlanNode.ScanAggregate aggregate -> scanAggregate(aggregate);
      case PlanNode.Sort sort -> sort(sort, create(sort.input()), null);
      case PlanNode.TopByTime top -> topByTime(top);
      case PlanNode.Limit limit ->
          new LimitOperator(create(limit.input()), limit.offset(), limit.fetch());
      case PlanNode.Values values -> values(values);
      case PlanNode.Union union -> union(union);
    };
  }

  private ExpressionCompiler compiler(ColumnType[] inputs) {
    return new ExpressionCompiler(inputs, context.values(), FunctionTable::compilerOf, control);
  }

  private Scan scan(PlanNode.Scan scan, ScanOrder order) throws QueryException {
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
    return new Scan(asPlanned, conditions(scan.conditions(), types), order, control);
  }

  /** The snapshot may know more columns than the plan does, but none of the plan's differently. */
  private static TableSchema checked(TableSchema planned, TableSnapshot table)
      throws QueryException {
    for (ColumnSchema column : planned.columns()) {
      ColumnSchema current = table.schema().find(column.name());
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

  /** Compiles conditions. Those that can't fail come first, so that they guard the others. */
  private List<ScanCondition> conditions(List<RexNode> nodes, ColumnType[] inputs)
      throws QueryException {
    List<ScanCondition> safe = new ArrayList<>();
    List<ScanCondition> fallible = new ArrayList<>();
    for (RexNode node : nodes) {
      ExpressionCompiler compiler = compiler(inputs);
      VectorExpression test = compiler.compile(node);
      (test.mayFail() ? fallible : safe).add(new ScanCondition(node, test, compiler.hasUsedNow()));
    }
    safe.addAll(fallible);
    return safe;
  }

  private Operator filter(PlanNode.Filter filter) throws QueryException {
    Operator input = create(filter.input());
    return new FilterOperator(
        input, ScanCondition.tests(conditions(filter.conditions(), input.types())));
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
    return aggregate(create(aggregate.input()), aggregate.grouping(), List.of());
  }

  private Operator scanAggregate(PlanNode.ScanAggregate aggregate) throws QueryException {
    Scan scan = scan(aggregate.scan(), ScanOrder.ANY);
    return aggregate(scan, aggregate.grouping(), aggregate.scan().schema().columns());
  }

  /**
   * @param keptColumns the columns of the input if partial aggregates of it may be kept, else none
   */
  private Operator aggregate(
      Operator input, PlanNode.Grouping grouping, List<ColumnSchema> keptColumns)
      throws QueryException {
    ExpressionCompiler compiler = compiler(input.types());
    List<VectorExpression> keys = new ArrayList<>();
    for (RexNode key : grouping.keys()) {
      keys.add(compiler.compile(key));
    }
    AggregateArguments arguments = new AggregateArguments(grouping.expressions(), compiler);
    AggregateOperator.StatesMaker states = () -> new AggregateStates(grouping.calls(), arguments);
    AggregateStates first = states.create();
    boolean keeps = !keptColumns.isEmpty() && !compiler.hasUsedNow();
    return new AggregateOperator(
        input,
        keys,
        arguments.compiled(),
        first,
        states,
        control,
        keeps ? kept(grouping, keptColumns) : null);
  }

  private KeptPartials kept(PlanNode.Grouping grouping, List<ColumnSchema> columns) {
    return new KeptPartials(
        partials,
        new PartialAggregateCache.Shape(
            columns, grouping.keys(), grouping.expressions(), grouping.calls()));
  }

  private Operator topByTime(PlanNode.TopByTime top) throws QueryException {
    PlanNode.Sort sort = top.sort();
    Scan scan = scan(top.scan(), top.order());
    return sort(sort, project(scan, top.expressions()), scan);
  }

  private Operator sort(PlanNode.Sort sort, Operator input, @Nullable Scan boundedScan) {
    return new SortOperator(input, sort.keys(), sort.offset(), sort.fetch(), boundedScan, control);
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
