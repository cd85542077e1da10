package io.pitwall.query.exec;

import io.pitwall.query.exec.aggregate.ColumnSummary;
import io.pitwall.query.exec.aggregate.CountState;
import io.pitwall.query.exec.aggregate.SummaryTable;
import io.pitwall.query.exec.expression.AbsoluteDouble;
import io.pitwall.query.exec.expression.ColumnReference;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.read.BlockSummaries;
import io.pitwall.storage.read.DoubleSummaries;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows to states without decoding them: a whole source by its totals, or a block, all of whose
 * rows match and are of one group, by its summary. A state whose argument is neither a column nor
 * the absolute value of one is left to {@link RowAggregation}.
 */
final class SummaryAggregation {
  private final Scan scan;
  private final List<VectorExpression> expressions;
  private final List<StateInput> inputs;
  private final Argument[] arguments;
  private final boolean allPlain;

  /** What is known of one state's argument. */
  private static final class Argument {
    final @Nullable ColumnSchema column;
    final boolean isAbsolute;
    final KnownColumn known = new KnownColumn();
    @Nullable ColumnSummary summary;
    @Nullable AbsoluteSummaries absolutes;
    boolean usable;

    Argument(@Nullable ColumnSchema column, boolean isAbsolute) {
      this.column = column;
      this.isAbsolute = isAbsolute;
    }

    void open(RowSource source) throws IOException {
      usable = column != null && known.open(source, column);
      BlockSummaries values = usable ? known.summaries() : null;
      absolutes =
          isAbsolute && values instanceof DoubleSummaries doubles
              ? new AbsoluteSummaries(doubles)
              : null;
      BlockSummaries wanted = absolutes == null ? values : absolutes;
      summary = wanted == null ? null : new ColumnSummary(wanted, known.dictionary());
    }

    /** False if the summaries say nothing about the block. */
    boolean isKnown(int block) {
      return absolutes == null || absolutes.isKnown(block);
    }
  }

  SummaryAggregation(Scan scan, List<VectorExpression> expressions, List<StateInput> inputs) {
    this.scan = scan;
    this.expressions = expressions;
    this.inputs = inputs;
    arguments = new Argument[inputs.size()];
    boolean plain = true;
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = argument(inputs.get(i));
      plain &= isCountOfRows(i) || arguments[i].column != null && !arguments[i].isAbsolute;
    }
    allPlain = plain;
  }

  private Argument argument(StateInput input) {
    if (!input.hasFilter() && input.arguments().length == 1) {
      VectorExpression expression = expressions.get(input.arguments()[0]);
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
    StateInput input = inputs.get(index);
    return !input.hasFilter() && input.arguments().length == 0;
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
  private boolean addTotals(int index, RowSource source, boolean now) throws IOException {
    ColumnSchema column = arguments[index].column;
    if (column == null) {
      if (now) {
        addRows(index, 0, source.rows());
      }
      return true;
    }
    if (!source.hasColumn(column)) {
      return true;
    }
    BlockSummaries totals = source.totals(column);
    if (totals == null) {
      return false;
    }
    if (totals.nonNulls(0) == 0) {
      return true;
    }
    ColumnSummary summary = new ColumnSummary(totals, source.dictionary(column));
    if (now) {
      SummaryTable.update(inputs.get(index).state(), 0, summary, 0);
    }
    return SummaryTable.answers(inputs.get(index).state(), summary, 0);
  }

  private void addRows(int index, int group, long rows) {
    ((CountState) inputs.get(index).state()).add(group, rows);
  }

  /** Turns to another source's blocks. */
  void open(RowSource source) throws IOException {
    for (Argument argument : arguments) {
      argument.open(source);
    }
  }

  /**
   * Adds the scan's block, all of whose rows match and are of one group, to one state.
   *
   * @param index of the state
   * @return false if the block's summary does not suffice for that
   */
  boolean addBlock(int index, int group) {
    if (isCountOfRows(index)) {
      addRows(index, group, scan.blockRows());
      return true;
    }
    Argument argument = arguments[index];
    if (!argument.usable) {
      return false;
    }
    int block = scan.block();
    ColumnSummary summary = argument.summary;
    if (summary == null || summary.blocks().nonNulls(block) == 0) {
      return true;
    }
    if (!argument.isKnown(block)
        || !SummaryTable.answers(inputs.get(index).state(), summary, block)) {
      return false;
    }
    SummaryTable.update(inputs.get(index).state(), group, summary, block);
    return true;
  }
}
