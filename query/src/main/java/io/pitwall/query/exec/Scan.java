package io.pitwall.query.exec;

import io.pitwall.query.exec.BlockPruner.Verdict;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.exec.expression.VectorExpression;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.read.LongSummaries;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a table's sources and their blocks, past those that no row of can match. For each
 * block it says whether all rows match, and on demand which.
 */
final class Scan implements Operator {
  /** In which order blocks come; rows within a block come as they lie. */
  enum Order {
    ANY,
    NEWEST_FIRST,
    OLDEST_FIRST
  }

  private final List<ColumnSchema> columns;
  private final BlockBatch blockBatch;
  private final BlockFilter filter;
  private final List<@Nullable BlockPruner> pruners;
  private final ExecutionControl control;
  private final List<RowSource> sources;
  private final Verdict[] sourceVerdicts;
  private final boolean[] open;

  private Order order = Order.ANY;
  private long timeBound;
  private boolean bounded;
  private int nextSource;
  private @Nullable RowSource source;
  private int[] blocks = new int[0];
  private int blockCount;
  private int nextBlock;
  private int block;
  private boolean readerOpen;

  /**
   * @param conditions over the columns, all of which a row must meet
   */
  Scan(TableSnapshot table, List<VectorExpression> conditions, ExecutionControl control) {
    this.columns = table.schema().columns();
    this.sources = new ArrayList<>(table.sources());
    this.control = control;
    this.blockBatch = new BlockBatch(columns);
    this.filter = new BlockFilter(conditions, columns.size());
    this.pruners = new ArrayList<>();
    for (VectorExpression condition : conditions) {
      pruners.add(BlockPruner.of(condition, columns));
    }
    this.sourceVerdicts = new Verdict[conditions.size()];
    this.open = new boolean[conditions.size()];
  }

  static QueryException failure(IOException cause) {
    return new QueryException(
        QueryException.Kind.STORAGE, "reading rows failed: " + cause.getMessage(), 0, 0, cause);
  }

  @Override
  public ColumnType[] types() {
    return columns.stream().map(ColumnSchema::type).toArray(ColumnType[]::new);
  }

  ColumnSchema column(int index) {
    return columns.get(index);
  }

  /** To be called before the first source is asked for. */
  void setOrder(Order newOrder) {
    order = newOrder;
    if (order == Order.NEWEST_FIRST) {
      sources.sort(Comparator.comparingLong(RowSource::maxTime).reversed());
    } else if (order == Order.OLDEST_FIRST) {
      sources.sort(Comparator.comparingLong(RowSource::minTime));
    }
  }

  /** From now on rows beyond this time, in the direction of the order, are not wanted. */
  void setTimeBound(long time) {
    timeBound = time;
    bounded = true;
  }

  /** Moves to the next source that may have rows; null after the last. */
  @Nullable RowSource nextSource() throws QueryException {
    try {
      while (nextSource < sources.size()) {
        control.check();
        RowSource candidate = sources.get(nextSource++);
        if (candidate.rows() > 0
            && !isBeyond(candidate.minTime(), candidate.maxTime())
            && openSource(candidate)) {
          source = candidate;
          readerOpen = false;
          nextBlock = 0;
          chooseBlocks(candidate);
          return candidate;
        }
      }
    } catch (IOException e) {
      throw failure(e);
    }
    source = null;
    return null;
  }

  private boolean isBeyond(long minTime, long maxTime) {
    if (!bounded) {
      return false;
    }
    return order == Order.NEWEST_FIRST ? maxTime < timeBound : minTime > timeBound;
  }

  private boolean openSource(RowSource candidate) throws IOException {
    for (int i = 0; i < sourceVerdicts.length; i++) {
      BlockPruner pruner = pruners.get(i);
      sourceVerdicts[i] = pruner == null ? Verdict.SOME : pruner.open(candidate);
      if (sourceVerdicts[i] == Verdict.NONE) {
        return false;
      }
    }
    return true;
  }

  private void chooseBlocks(RowSource from) throws IOException {
    blockCount = from.blockCount();
    if (order == Order.ANY) {
      return;
    }
    if (blocks.length < blockCount) {
      blocks = new int[blockCount];
    }
    LongSummaries times = (LongSummaries) from.summaries(columns.get(0));
    int all = blockCount;
    blockCount = 0;
    for (int i = 0; i < all; i++) {
      int candidate = order == Order.NEWEST_FIRST ? all - 1 - i : i;
      if (mayMatch(candidate, from.blockRows(candidate))) {
        blocks[blockCount++] = candidate;
      }
    }
    if (times != null) {
      boolean newest = order == Order.NEWEST_FIRST;
      IndexSort.sort(
          blocks,
          blockCount,
          (a, b) ->
              newest
                  ? Long.compare(times.max(b), times.max(a))
                  : Long.compare(times.min(a), times.min(b)));
    }
  }

  /** The conditions that do not already hold for all rows of the source. */
  BitSet openConditions() {
    BitSet conditions = new BitSet();
    for (int i = 0; i < sourceVerdicts.length; i++) {
      conditions.set(i, sourceVerdicts[i] != Verdict.ALL);
    }
    return conditions;
  }

  /** Whether all rows of the source match. */
  boolean isSourceWhole() {
    for (Verdict verdict : sourceVerdicts) {
      if (verdict != Verdict.ALL) {
        return false;
      }
    }
    return true;
  }

  /** Moves to the next block of the source that may have rows. */
  boolean nextBlock() throws QueryException {
    RowSource current = source();
    while (nextBlock < blockCount) {
      int candidate = order == Order.ANY ? nextBlock : blocks[nextBlock];
      nextBlock++;
      if (mayMatch(candidate, current.blockRows(candidate)) && !isBeyond(current, candidate)) {
        control.check();
        block = candidate;
        return true;
      }
    }
    return false;
  }

  private RowSource source() {
    if (source == null) {
      throw new IllegalStateException("no source is open");
    }
    return source;
  }

  private boolean isBeyond(RowSource current, int candidate) throws QueryException {
    if (!bounded) {
      return false;
    }
    try {
      LongSummaries times = (LongSummaries) current.summaries(columns.get(0));
      return times != null && isBeyond(times.min(candidate), times.max(candidate));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private boolean mayMatch(int candidate, int rows) {
    for (int i = 0; i < sourceVerdicts.length; i++) {
      open[i] = sourceVerdicts[i] != Verdict.ALL;
      BlockPruner pruner = pruners.get(i);
      if (open[i] && pruner != null) {
        Verdict verdict = pruner.block(candidate, rows);
        if (verdict == Verdict.NONE) {
          return false;
        }
        open[i] = verdict == Verdict.SOME;
      }
    }
    return true;
  }

  int block() {
    return block;
  }

  int blockRows() {
    return source().blockRows(block);
  }

  /** Whether all rows of the block match. */
  boolean isBlockWhole() {
    for (boolean condition : open) {
      if (condition) {
        return false;
      }
    }
    return true;
  }

  /** The rows of the block that match, perhaps none. */
  VectorBatch rows() throws QueryException {
    if (!readerOpen) {
      blockBatch.open(source().reader());
      readerOpen = true;
    }
    blockBatch.move(block, blockRows());
    return filter.apply(blockBatch, open);
  }

  @Override
  public @Nullable VectorBatch next() throws QueryException {
    while (source != null || nextSource() != null) {
      while (nextBlock()) {
        VectorBatch rows = rows();
        if (rows.rows() > 0) {
          return rows;
        }
      }
      source = null;
    }
    return null;
  }
}
