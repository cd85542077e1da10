package io.pitwall.query.exec;

import io.pitwall.query.QueryException;
import io.pitwall.query.exec.aggregate.CountAccumulator;
import io.pitwall.query.exec.aggregate.GroupTable;
import io.pitwall.query.exec.aggregate.KeyColumn;
import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.LongFunction;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.storage.BlockSummaries;
import io.pitwall.storage.RowSource;
import io.pitwall.storage.catalog.ColumnSchema;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates blocks, all of whose rows match, without decoding them: where each key is one value
 * for the whole block, or a monotone function (a time bucket) that gives one, and each argument is
 * a plain column.
 */
final class SummaryAggregation {
  private final Scan scan;
  private final List<VectorExpression> keys;
  private final List<KeyColumn> keyColumns;
  private final List<VectorExpression> expressions;
  private final List<AggregateSpec> aggregates;
  private final GroupTable groups;
  private final boolean possible;
  private final Known[] keyKnowledge;
  private final Known[] argumentKnowledge;
  private final ColumnVector one = new ColumnVector();
  private @Nullable RowSource source;
  private boolean opened;
  private boolean usable;

  /** What is kept of one column of a source. */
  private static final class Known {
    private boolean present;
    private @Nullable BlockSummaries summaries;
    private @Nullable Dictionary dictionary;

    boolean open(RowSource source, ColumnSchema column) throws IOException {
      present = source.hasColumn(column);
      summaries = present ? source.summaries(column) : null;
      dictionary = present && !column.type().isLongBacked() ? source.dictionary(column) : null;
      return !present || summaries != null;
    }
  }

  SummaryAggregation(
      Scan scan,
      List<VectorExpression> keys,
      List<KeyColumn> keyColumns,
      List<VectorExpression> expressions,
      List<AggregateSpec> aggregates,
      GroupTable groups) {
    this.scan = scan;
    this.keys = keys;
    this.keyColumns = keyColumns;
    this.expressions = expressions;
    this.aggregates = aggregates;
    this.groups = groups;
    boolean all = true;
    for (VectorExpression key : keys) {
      all &= columnOf(key) >= 0;
    }
    for (AggregateSpec aggregate : aggregates) {
      all &= aggregate.filter() < 0 && isPlain(aggregate);
    }
    possible = all;
    keyKnowledge = new Known[keys.size()];
    for (int i = 0; i < keyKnowledge.length; i++) {
      keyKnowledge[i] = new Known();
    }
    argumentKnowledge = new Known[aggregates.size()];
    for (int i = 0; i < argumentKnowledge.length; i++) {
      argumentKnowledge[i] = new Known();
    }
  }

  private boolean isPlain(AggregateSpec aggregate) {
    int[] arguments = aggregate.arguments();
    return arguments.length == 0
        || arguments.length == 1 && expressions.get(arguments[0]) instanceof ColumnReference;
  }

  /** The column that a key is, or is a monotone function of; −1 if it is something else. */
  private static int columnOf(VectorExpression key) {
    if (key instanceof LongFunction function && function.isMonotone()) {
      return function.value() instanceof ColumnReference reference ? reference.index() : -1;
    }
    return key instanceof ColumnReference reference ? reference.index() : -1;
  }

  private ColumnSchema argument(AggregateSpec aggregate) {
    return scan.column(((ColumnReference) expressions.get(aggregate.arguments()[0])).index());
  }

  /** Turns to the scan's new source. */
  void open(RowSource newSource) {
    source = newSource;
    opened = false;
  }

  private RowSource source() {
    if (source == null) {
      throw new IllegalStateException("no source is open");
    }
    return source;
  }

  /** Adds all rows of the source if there are no keys and its totals suffice. */
  boolean addSource() throws QueryException {
    if (!possible || !keys.isEmpty()) {
      return false;
    }
    try {
      @Nullable BlockSummaries[] totals = new @Nullable BlockSummaries[aggregates.size()];
      for (int i = 0; i < totals.length; i++) {
        AggregateSpec aggregate = aggregates.get(i);
        if (aggregate.arguments().length == 0 || !source().hasColumn(argument(aggregate))) {
          continue;
        }
        totals[i] = source().totals(argument(aggregate));
        Dictionary dictionary = source().dictionary(argument(aggregate));
        if (totals[i] == null
            || totals[i].nonNulls(0) > 0
                && !aggregate.accumulator().canAddSummary(totals[i], 0, dictionary)) {
          return false;
        }
      }
      for (int i = 0; i < totals.length; i++) {
        AggregateSpec aggregate = aggregates.get(i);
        if (aggregate.arguments().length == 0) {
          ((CountAccumulator) aggregate.accumulator()).addRows(0, source().rows());
        } else if (totals[i] != null && totals[i].nonNulls(0) > 0) {
          Dictionary dictionary = source().dictionary(argument(aggregate));
          aggregate.accumulator().addSummary(0, totals[i], 0, dictionary);
        }
      }
      return true;
    } catch (IOException e) {
      throw Scan.failure(e);
    }
  }

  /** Whether the scan's block, all of which matches, can be taken from its summaries. */
  boolean prepareBlock() throws QueryException {
    if (!possible || !openSource()) {
      return false;
    }
    int block = scan.block();
    for (int i = 0; i < argumentKnowledge.length; i++) {
      Known known = argumentKnowledge[i];
      if (known.summaries != null
          && known.summaries.nonNulls(block) > 0
          && !aggregates
              .get(i)
              .accumulator()
              .canAddSummary(known.summaries, block, known.dictionary)) {
        return false;
      }
    }
    for (int i = 0; i < keyKnowledge.length; i++) {
      int code = keyCode(i, block);
      if (code < 0) {
        return false;
      }
      groups.oneCode()[i] = code;
    }
    return true;
  }

  private boolean openSource() throws QueryException {
    if (!opened) {
      opened = true;
      try {
        usable = true;
        for (int i = 0; i < keyKnowledge.length && usable; i++) {
          usable = keyKnowledge[i].open(source(), scan.column(columnOf(keys.get(i))));
        }
        for (int i = 0; i < argumentKnowledge.length && usable; i++) {
          AggregateSpec aggregate = aggregates.get(i);
          if (aggregate.arguments().length > 0) {
            usable = argumentKnowledge[i].open(source(), argument(aggregate));
          }
        }
      } catch (IOException e) {
        throw Scan.failure(e);
      }
    }
    return usable;
  }

  private int keyCode(int index, int block) throws QueryException {
    Known known = keyKnowledge[index];
    KeyColumn column = keyColumns.get(index);
    BlockSummaries summaries = known.summaries;
    if (summaries != null
        && keys.get(index) instanceof LongFunction function
        && summaries.nonNulls(block) > 0) {
      if (summaries.nonNulls(block) < scan.blockRows()) {
        return -1;
      }
      long first = function.apply(summaries.minLong(block));
      if (first != function.apply(summaries.maxLong(block))) {
        return -1;
      }
      one.reset(function.type(), 1);
      one.longs()[0] = first;
      one.setConstant(true);
      return column.encodeConstant(one);
    }
    return column.constantCode(summaries, block, scan.blockRows(), known.dictionary);
  }

  /** The group of the block that was prepared. */
  int group() {
    return groups.assign(groups.oneCode());
  }

  /** Adds the block that was prepared. */
  void addBlock(int group) throws QueryException {
    int block = scan.block();
    for (int i = 0; i < argumentKnowledge.length; i++) {
      AggregateSpec aggregate = aggregates.get(i);
      Known known = argumentKnowledge[i];
      if (aggregate.arguments().length == 0) {
        ((CountAccumulator) aggregate.accumulator()).addRows(group, scan.blockRows());
      } else if (known.summaries != null && known.summaries.nonNulls(block) > 0) {
        aggregate.accumulator().addSummary(group, known.summaries, block, known.dictionary);
      }
    }
  }
}
