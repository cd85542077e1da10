package io.pitwall.query.exec;

import io.pitwall.query.QueryException;
import io.pitwall.query.exec.aggregate.Accumulator;
import io.pitwall.query.exec.aggregate.GroupTable;
import io.pitwall.query.exec.aggregate.KeyColumn;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.exec.expression.Vectors;
import io.pitwall.storage.RowSource;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups and aggregates all rows, then hands out one row per group. Over a scan, whole blocks are
 * taken from their summaries where keys and aggregates allow it; a block whose keys are all
 * constant is one run.
 */
final class AggregateOperator implements Operator {
  private static final int INITIAL_GROUPS = 64;

  private final Operator input;
  private final List<VectorExpression> keys;
  private final List<VectorExpression> expressions;
  private final List<AggregateSpec> aggregates;
  private final ExecutionControl control;
  private final List<KeyColumn> keyColumns = new ArrayList<>();
  private final GroupTable groups;
  private final ColumnVector[] keyVectors;
  private final @Nullable ColumnVector[] values;
  private final ColumnVector[] scratch;
  private final ColumnVector[][] arguments;
  private final int[] groupIds = new int[ColumnVector.CAPACITY];
  private final int[] chosen = new int[ColumnVector.CAPACITY];
  private final int[] chosenGroups = new int[ColumnVector.CAPACITY];
  private final Accumulator.RunScratch runScratch = new Accumulator.RunScratch();
  private final Grouped grouped;

  private int capacity;
  private long reservedBytes;
  private boolean drained;
  private int position;

  /**
   * @param expressions what the aggregates' arguments and filters are numbers of
   */
  AggregateOperator(
      Operator input,
      List<VectorExpression> keys,
      List<VectorExpression> expressions,
      List<AggregateSpec> aggregates,
      ExecutionControl control) {
    this.input = input;
    this.keys = keys;
    this.expressions = expressions;
    this.aggregates = aggregates;
    this.control = control;
    for (VectorExpression key : keys) {
      keyColumns.add(KeyColumn.of(key.type()));
    }
    groups = new GroupTable(keyColumns);
    keyVectors = new ColumnVector[keys.size()];
    values = new @Nullable ColumnVector[expressions.size()];
    scratch = new ColumnVector[expressions.size()];
    grouped = new Grouped(keys.size() + aggregates.size());
    arguments = new ColumnVector[aggregates.size()][];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = new ColumnVector[aggregates.get(i).arguments().length];
    }
  }

  @Override
  public ColumnType[] types() {
    ColumnType[] types = new ColumnType[keys.size() + aggregates.size()];
    for (int i = 0; i < keys.size(); i++) {
      types[i] = keys.get(i).type();
    }
    for (int i = 0; i < aggregates.size(); i++) {
      types[keys.size() + i] = aggregates.get(i).accumulator().type();
    }
    return types;
  }

  @Override
  public @Nullable VectorBatch next() throws QueryException {
    if (!drained) {
      drained = true;
      if (keys.isEmpty()) {
        groups.assign(groups.oneCode());
      }
      makeRoom();
      if (input instanceof Scan scan) {
        drain(scan);
      } else {
        drain();
      }
    }
    int rows = Math.min(ColumnVector.CAPACITY, groups.groups() - position);
    if (rows == 0) {
      return null;
    }
    control.check();
    grouped.move(position, rows);
    position += rows;
    return grouped;
  }

  private void drain() throws QueryException {
    VectorBatch batch = input.next();
    while (batch != null) {
      control.check();
      add(batch);
      batch = input.next();
    }
  }

  private void drain(Scan scan) throws QueryException {
    SummaryAggregation summaries =
        new SummaryAggregation(scan, keys, keyColumns, expressions, aggregates, groups);
    RowSource source = scan.nextSource();
    while (source != null) {
      summaries.open(source);
      if (!(scan.isSourceWhole() && summaries.addSource())) {
        while (scan.nextBlock()) {
          if (scan.isBlockWhole() && summaries.prepareBlock()) {
            int group = summaries.group();
            makeRoom();
            summaries.addBlock(group);
          } else {
            add(scan.rows());
          }
        }
      }
      source = scan.nextSource();
    }
  }

  private void add(VectorBatch batch) throws QueryException {
    int rows = batch.rows();
    if (rows == 0) {
      return;
    }
    java.util.Arrays.fill(values, null);
    boolean run = true;
    for (int i = 0; i < keyVectors.length; i++) {
      keyVectors[i] = keys.get(i).evaluate(batch);
      run &= keyVectors[i].isConstant();
    }
    if (run) {
      int[] code = groups.oneCode();
      for (int i = 0; i < keyVectors.length; i++) {
        code[i] = keyColumns.get(i).encodeConstant(keyVectors[i]);
      }
      int group = groups.assign(code);
      makeRoom();
      addRun(batch, group);
      return;
    }
    groups.assign(keyVectors, rows, groupIds);
    makeRoom();
    addGrouped(batch);
  }

  private void addRun(VectorBatch batch, int group) throws QueryException {
    for (int i = 0; i < arguments.length; i++) {
      AggregateSpec aggregate = aggregates.get(i);
      if (aggregate.filter() >= 0) {
        java.util.Arrays.fill(groupIds, 0, batch.rows(), group);
        addChosen(batch, i);
        continue;
      }
      for (int a = 0; a < arguments[i].length; a++) {
        arguments[i][a] = value(batch, aggregate.arguments()[a]);
      }
      aggregate.accumulator().addRun(group, arguments[i], batch.rows(), runScratch);
    }
  }

  private void addGrouped(VectorBatch batch) throws QueryException {
    for (int i = 0; i < arguments.length; i++) {
      AggregateSpec aggregate = aggregates.get(i);
      if (aggregate.filter() >= 0) {
        addChosen(batch, i);
        continue;
      }
      for (int a = 0; a < arguments[i].length; a++) {
        int expression = aggregate.arguments()[a];
        arguments[i][a] =
            Vectors.dense(value(batch, expression), batch.rows(), scratch(expression));
      }
      aggregate.accumulator().add(groupIds, arguments[i], batch.rows());
    }
  }

  /** Adds the rows that meet the aggregate's own condition. */
  private void addChosen(VectorBatch batch, int index) throws QueryException {
    AggregateSpec aggregate = aggregates.get(index);
    int count = Vectors.select(value(batch, aggregate.filter()), batch.rows(), chosen);
    if (count == 0) {
      return;
    }
    for (int i = 0; i < count; i++) {
      chosenGroups[i] = groupIds[chosen[i]];
    }
    for (int a = 0; a < arguments[index].length; a++) {
      int expression = aggregate.arguments()[a];
      ColumnVector gathered = new ColumnVector();
      Vectors.gather(value(batch, expression), chosen, count, gathered);
      arguments[index][a] = Vectors.dense(gathered, count, scratch(expression));
    }
    aggregate.accumulator().add(chosenGroups, arguments[index], count);
  }

  private ColumnVector value(VectorBatch batch, int expression) throws QueryException {
    ColumnVector value = values[expression];
    if (value == null) {
      value = expressions.get(expression).evaluate(batch);
      values[expression] = value;
    }
    return value;
  }

  private ColumnVector scratch(int expression) {
    if (scratch[expression] == null) {
      scratch[expression] = new ColumnVector();
    }
    return scratch[expression];
  }

  private void makeRoom() throws QueryException {
    if (groups.groups() > capacity) {
      int wanted = Math.max(INITIAL_GROUPS, Math.max(groups.groups(), capacity * 2));
      account(wanted);
      capacity = wanted;
      for (AggregateSpec aggregate : aggregates) {
        aggregate.accumulator().ensureCapacity(capacity);
      }
    } else {
      account(capacity);
    }
  }

  private void account(int forGroups) throws QueryException {
    long bytes = groups.sizeBytes();
    for (AggregateSpec aggregate : aggregates) {
      Accumulator accumulator = aggregate.accumulator();
      bytes += accumulator.bytesPerGroup() * forGroups + accumulator.extraBytes();
    }
    if (bytes != reservedBytes) {
      control.reserve(bytes - reservedBytes);
      reservedBytes = bytes;
    }
  }

  private final class Grouped extends VectorBatch {
    private final @Nullable ColumnVector[] columns;
    private int from;
    private int rows;

    Grouped(int count) {
      columns = new @Nullable ColumnVector[count];
    }

    void move(int newFrom, int newRows) {
      from = newFrom;
      rows = newRows;
      java.util.Arrays.fill(columns, null);
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public ColumnVector column(int index) throws QueryException {
      ColumnVector column = columns[index];
      if (column == null) {
        column = new ColumnVector();
        if (index < keys.size()) {
          keyColumns.get(index).emit(groups.codes(index), from, rows, column);
        } else {
          aggregates.get(index - keys.size()).accumulator().emit(from, rows, column);
        }
        columns[index] = column;
      }
      return column;
    }
  }
}
