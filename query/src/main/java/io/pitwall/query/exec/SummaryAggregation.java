package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.CountAccumulator;
import io.pitwall.query.exec.expression.AbsoluteDouble;
import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.DoubleSummaries;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows to aggregates without decoding them: a whole source by its totals, or a block, all of
 * whose rows match and are of one group, by its summary. Where an argument is neither a column nor
 * the absolute value of one, that aggregate alone is left to {@link RowAggregation}.
 */
final class SummaryAggregation {
  private final Scan scan;
  private final List<VectorExpression> expressions;
  private final List<AggregateSpec> aggregates;
  private final Argument[] arguments;
  private final boolean allPlain;

  /** What is known of one aggregate's argument. */
  private static final class Argument {
    final @Nullable ColumnSchema column;
    final boolean isAbsolute;
    final KnownColumn known = new KnownColumn();
    @Nullable AbsoluteSummaries absolutes;
    boolean usable;

    Argument(@Nullable ColumnSchema column, boolean isAbsolute) {
      this.column = column;
      this.isAbsolute = isAbsolute;
    }

    void open(RowSource source) throws IOException {
      usable = column != null && known.open(source, column);
      BlockSummaries values = known.summaries();
      absolutes =
          usable && isAbsolute && values instanceof DoubleSummaries doubles
              ? new AbsoluteSummaries(doubles)
              : null;
    }
  }

  SummaryAggregation(
      Scan scan, List<VectorExpression> expressions, List<AggregateSpec> aggregates) {
    this.scan = scan;
    this.expressions = expressions;
    this.aggregates = aggregates;
    arguments = new Argument[aggregates.size()];
    boolean plain = true;
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(aggregates.get(i));
      plain &= isCountOfRows(i) || arguments[i].column != null && !arguments[i].isAbsolute;
    }
    allPlain = plain;
  }

  private Argument argument(AggregateSpec aggregate) {
    if (aggregate.filter() < 0 && aggregate.arguments().length == 1) {
      VectorExpression expression = expressions.get(aggregate.arguments()[0]);
      boolean absolute = expression instanceof AbsoluteDouble;
      if (expression instanceof AbsoluteDouble function) {
        expression = function.value();
      }
      if (expression instanceof ColumnReference reference) {
        return new Argument(scan.column(reference.index()), absolute);
      }
    }
    return new Argument(null, false);
  }

  private boolean isCountOfRows(int index) {
    AggregateSpec aggregate = aggregates.get(index);
    return aggregate.filter() < 0 && aggregate.arguments().length == 0;
  }

  /** Adds all rows of a source, all of which match, to group 0 if its totals suffice for that. */
  boolean addSource(RowSource source) throws QueryException {
    if (!allPlain) {
      return false;
    }
    try {
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < arguments.length; i++) {
          boolean knows = addTotals(i, source, pass == 1);
          if (!knows) {
            return false;
          }
        }
      }
      return true;
    } catch (IOException e) {
      throw Scan.failure(e);
    }
  }

  /**
   * @param now whether to add them, or only to say whether that can be done
   */
  private boolean addTotals(int index, RowSource source, boolean now)
      throws QueryException, IOException {
    AggregateSpec aggregate = aggregates.get(index);
    ColumnSchema column = arguments[index].column;
    if (column == null) {
      if (now) {
        ((CountAccumulator) aggregate.accumulator()).addRows(0, source.rows());
      }
      return true;
    }
    if (!source.hasColumn(column)) {
      return true;
    }
    BlockSummaries totals = source.totals(column);
    Dictionary dictionary = source.dictionary(column);
    if (totals == null) {
      return false;
    }
    if (totals.nonNulls(0) == 0) {
      return true;
    }
    if (now) {
      aggregate.accumulator().addSummary(0, totals, 0, dictionary);
    }
    return aggregate.accumulator().canAddSummary(totals, 0, dictionary);
  }

  /** Turns to another source's blocks. */
  void open(RowSource source) throws IOException {
    for (Argument argument : arguments) {
      argument.open(source);
    }
  }

  /**
   * Adds the scan's block, all of whose rows match and are of one group, to one aggregate.
   *
   * @return false if its summary does not suffice for that
   */
  boolean addBlock(int index, int group) throws QueryException {
    AggregateSpec aggregate = aggregates.get(index);
    if (isCountOfRows(index)) {
      ((CountAccumulator) aggregate.accumulator()).addRows(group, scan.blockRows());
      return true;
    }
    Argument argument = arguments[index];
    if (!argument.usable) {
      return false;
    }
    int block = scan.block();
    BlockSummaries summaries = argument.known.summaries();
    if (summaries == null || summaries.nonNulls(block) == 0) {
      return true;
    }
    AbsoluteSummaries absolutes = argument.absolutes;
    if (absolutes != null) {
      if (!absolutes.isKnown(block)) {
        return false;
      }
      summaries = absolutes;
    }
    Dictionary dictionary = argument.known.dictionary();
    if (!aggregate.accumulator().canAddSummary(summaries, block, dictionary)) {
      return false;
    }
    aggregate.accumulator().addSummary(group, summaries, block, dictionary);
    return true;
  }
}
