package io.pitwall.query.exec;

import io.pitwall.query.QueryException;
import io.pitwall.query.exec.aggregate.Accumulator;
import io.pitwall.query.exec.aggregate.GroupTable;
import io.pitwall.query.exec.aggregate.KeyColumn;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.storage.RowSource;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups and aggregates all rows, then hands out one row per group. Over a scan, a block whose keys
 * are all constant is one run, known as such before anything is decoded; and if all its rows match,
 * its summary answers for each aggregate that it can answer for.
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
  private final int[] groupIds = new int[ColumnVector.CAPACITY];
  private final RowAggregation rowAggregation;
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
    rowAggregation = new RowAggregation(expressions, aggregates);
    grouped = new Grouped(keys.size() + aggregates.size());
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
    BlockKeys blockKeys = new BlockKeys(scan, keys, keyColumns);
    SummaryAggregation summaries = new SummaryAggregation(scan, expressions, aggregates);
    RowSource source = scan.nextSource();
    while (source != null) {
      boolean done = keys.isEmpty() && scan.isSourceWhole() && summaries.addSource(source);
      if (!done) {
        try {
          blockKeys.open(source);
          summaries.open(source);
        } catch (IOException e) {
          throw Scan.failure(e);
        }
        while (scan.nextBlock()) {
          if (!blockKeys.find(groups.oneCode())) {
            add(scan.rows());
          } else if (scan.isBlockWhole()) {
            addWhole(scan, summaries);
          } else {
            addKnown(scan.rows());
          }
        }
      }
      source = scan.nextSource();
    }
  }

  /** Adds a block, all of whose rows match, and whose keys were found; decodes what it must. */
  private void addWhole(Scan scan, SummaryAggregation summaries) throws QueryException {
    int group = groups.assign(groups.oneCode());
    makeRoom();
    VectorBatch batch = null;
    for (int i = 0; i < aggregates.size(); i++) {
      if (!summaries.addBlock(i, group)) {
        if (batch == null) {
          batch = scan.rows();
          rowAggregation.begin(groups.groups());
        }
        rowAggregation.addRun(i, batch, group);
      }
    }
  }

  /** Adds rows whose keys were found without them. */
  private void addKnown(VectorBatch batch) throws QueryException {
    if (batch.rows() > 0) {
      int group = groups.assign(groups.oneCode());
      makeRoom();
      rowAggregation.begin(groups.groups());
      rowAggregation.addRun(batch, group);
    }
  }

  private void add(VectorBatch batch) throws QueryException {
    int rows = batch.rows();
    if (rows == 0) {
      return;
    }
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
      addKnown(batch);
      return;
    }
    groups.assign(keyVectors, rows, groupIds);
    makeRoom();
    rowAggregation.begin(groups.groups());
    rowAggregation.addGrouped(batch, groupIds);
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
