package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.AggregateState;
import io.pitwall.query.exec.aggregate.GroupTable;
import io.pitwall.query.exec.aggregate.KeyColumn;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.read.RowSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The groups of an operator and their states, while rows are added. A block of a scan whose keys
 * are constant is a run of one group, which its summary shows before anything is decoded. If all
 * rows of such a block match, its summary updates each state that it can.
 */
final class Aggregation {
  private static final int INITIAL_GROUPS = 64;

  private final List<VectorExpression> keys;
  private final List<VectorExpression> expressions;
  private final AggregateStates states;
  private final List<StateInput> inputs;
  private final ExecutionControl control;
  private final List<KeyColumn> keyColumns = new ArrayList<>();
  private final GroupTable groups;
  private final ColumnVector[] keyVectors;
  private final int[] groupIds = new int[ColumnVector.CAPACITY];
  private final RowAggregation rowAggregation;

  private int capacity;
  private long reservedBytes;

  /**
   * @param expressions the arguments and filters of the aggregates
   */
  Aggregation(
      List<VectorExpression> keys,
      List<VectorExpression> expressions,
      AggregateStates states,
      ExecutionControl control)
      throws QueryException {
    this.keys = keys;
    this.expressions = expressions;
    this.states = states;
    this.inputs = states.inputs();
    this.control = control;
    for (VectorExpression key : keys) {
      keyColumns.add(KeyColumn.of(key.type()));
    }
    groups = new GroupTable(keyColumns);
    keyVectors = new ColumnVector[keys.size()];
    rowAggregation = new RowAggregation(expressions, inputs);
    if (keys.isEmpty()) {
      groups.assign(groups.oneCode());
    }
    makeRoom();
  }

  int groups() {
    return groups.groups();
  }

  /** Writes a column of some groups: the keys come first, then the aggregates. */
  void emit(int column, int from, int rows, ColumnVector into) throws QueryException {
    if (column < keys.size()) {
      keyColumns.get(column).emit(groups.codes(column), from, rows, into);
    } else {
      states.results().get(column - keys.size()).emit(from, rows, into);
    }
  }

  /** Walks through the blocks of a scan. */
  final class OfScan {
    private final Scan scan;
    private final BlockKeys blockKeys;
    private final SummaryAggregation summaries;

    OfScan(Scan scan) {
      this.scan = scan;
      blockKeys = new BlockKeys(scan, keys, keyColumns);
      summaries = new SummaryAggregation(scan, expressions, inputs);
    }

    /** Adds the matching rows of the scan's source. */
    void add(RowSource source) throws QueryException {
      if (keys.isEmpty() && scan.isSourceWhole() && summaries.addSource(source)) {
        return;
      }
      try {
        blockKeys.open(source);
        summaries.open(source);
      } catch (IOException e) {
        throw Scan.failure(e);
      }
      while (scan.nextBlock()) {
        if (!blockKeys.find(groups.oneCode())) {
          Aggregation.this.add(scan.rows());
        } else if (scan.isBlockWhole()) {
          addWhole();
        } else {
          addKnown(scan.rows());
        }
      }
    }

    /** Adds a block of one group, all of whose rows match; decodes only what summaries lack. */
    private void addWhole() throws QueryException {
      int group = groups.assign(groups.oneCode());
      makeRoom();
      VectorBatch batch = null;
      for (int i = 0; i < inputs.size(); i++) {
        if (!summaries.addBlock(i, group)) {
          if (batch == null) {
            batch = scan.rows();
            rowAggregation.begin(groups.groups());
          }
          rowAggregation.addRun(i, batch, group);
        }
      }
    }
  }

  /** Adds rows of the one group whose codes are known already. */
  private void addKnown(VectorBatch batch) throws QueryException {
    if (batch.rows() > 0) {
      int group = groups.assign(groups.oneCode());
      makeRoom();
      rowAggregation.begin(groups.groups());
      rowAggregation.addRun(batch, group);
    }
  }

  void add(VectorBatch batch) throws QueryException {
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

  /** Adds the groups of other rows. */
  void add(PartialAggregate partial) throws QueryException {
    int[] groupsHere = new int[partial.groups()];
    for (int from = 0; from < groupsHere.length; from += ColumnVector.CAPACITY) {
      control.check();
      int count = Math.min(ColumnVector.CAPACITY, groupsHere.length - from);
      for (int i = 0; i < keyVectors.length; i++) {
        keyVectors[i] = partial.key(i, from, count);
      }
      groups.assign(keyVectors, count, groupIds);
      System.arraycopy(groupIds, 0, groupsHere, from, count);
    }
    makeRoom();
    for (int i = 0; i < inputs.size(); i++) {
      control.check();
      inputs.get(i).state().merge(partial.state(i), groupsHere, groupsHere.length);
    }
  }

  /** Hands over the groups, to be added to others; no more rows may be added here. */
  PartialAggregate toPartial() throws QueryException {
    List<int[]> codes = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      codes.add(Arrays.copyOf(groups.codes(i), groups.groups()));
    }
    List<AggregateState> left = inputs.stream().map(StateInput::state).toList();
    keyColumns.forEach(KeyColumn::forgetSources);
    left.forEach(AggregateState::forgetSources);
    control.reserve(-reservedBytes);
    return new PartialAggregate(keyColumns, codes, left, groups.groups(), reservedBytes);
  }

  private void makeRoom() throws QueryException {
    if (groups.groups() > capacity) {
      int wanted = Math.max(INITIAL_GROUPS, Math.max(groups.groups(), capacity * 2));
      account(wanted);
      capacity = wanted;
      states.slots().ensureCapacity(capacity);
    } else {
      account(capacity);
    }
  }

  private void account(int forGroups) throws QueryException {
    long bytes = groups.sizeBytes() + states.slots().bytesPerGroup() * forGroups;
    for (StateInput input : inputs) {
      bytes += input.state().extraBytes();
    }
    if (bytes != reservedBytes) {
      control.reserve(bytes - reservedBytes);
      reservedBytes = bytes;
    }
  }
}
