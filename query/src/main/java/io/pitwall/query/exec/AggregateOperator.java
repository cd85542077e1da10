package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.read.RowSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups and aggregates all rows, then returns one row per group. Rows of a scan that never change
 * are aggregated apart from all others, so that their groups can be kept for the next statement
 * that asks the same.
 */
final class AggregateOperator implements Operator {
  /** Makes the states of the aggregates anew, without any rows. */
  interface StatesMaker {
    AggregateStates create() throws QueryException;
  }

  private final Operator input;
  private final List<VectorExpression> keys;
  private final List<VectorExpression> expressions;
  private final StatesMaker states;
  private final ExecutionControl control;
  private final @Nullable KeptPartials kept;
  private final Aggregation whole;
  private final ColumnType[] types;
  private final Grouped grouped;

  private boolean drained;
  private int position;

  /**
   * @param expressions the arguments and filters of the aggregates
   * @param first the states of the whole
   * @param states makes the same as {@code first} again
   * @param kept null where nothing may be kept
   */
  AggregateOperator(
      Operator input,
      List<VectorExpression> keys,
      List<VectorExpression> expressions,
      AggregateStates first,
      StatesMaker states,
      ExecutionControl control,
      @Nullable KeptPartials kept)
      throws QueryException {
    this.input = input;
    this.keys = keys;
    this.expressions = expressions;
    this.states = states;
    this.control = control;
    this.kept = kept;
    whole = new Aggregation(keys, expressions, first, control);
    types = new ColumnType[keys.size() + first.results().size()];
    Arrays.setAll(
        types,
        i -> i < keys.size() ? keys.get(i).type() : first.results().get(i - keys.size()).type());
    grouped = new Grouped(types.length);
  }

  @Override
  public ColumnType[] types() {
    return types;
  }

  @Override
  public @Nullable VectorBatch next() throws QueryException {
    if (!drained) {
      drained = true;
      if (input instanceof Scan scan) {
        drain(scan);
      } else {
        drain();
      }
    }
    int rows = Math.min(ColumnVector.CAPACITY, whole.groups() - position);
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
      whole.add(batch);
      batch = input.next();
    }
  }

  private void drain(Scan scan) throws QueryException {
    Aggregation.OfScan all = whole.new OfScan(scan);
    RowSource source = scan.nextSource();
    while (source != null) {
      PartialAggregateCache.Key key = kept == null ? null : kept.key(scan, source);
      if (kept == null || key == null) {
        all.add(source);
      } else {
        PartialAggregate partial = kept.cache().find(key);
        if (partial == null) {
          partial = aggregate(scan, source);
          kept.cache().keep(key, partial);
        }
        whole.add(partial);
      }
      source = scan.nextSource();
    }
  }

  private PartialAggregate aggregate(Scan scan, RowSource source) throws QueryException {
    Aggregation apart = new Aggregation(keys, expressions, states.create(), control);
    apart.new OfScan(scan).add(source);
    return apart.toPartial();
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
      Arrays.fill(columns, null);
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
        whole.emit(index, from, rows, column);
        columns[index] = column;
      }
      return column;
    }
  }
}
