package io.pitwall.query.exec;

import io.pitwall.query.exec.BlockPruner.Verdict;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.plan.ScanOrder;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.read.LongSummaries;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.read.TableSnapshot;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table's sources block by block and skips those of which no row can match. For each block
 * it knows whether all rows match, and on demand which.
 */
final class Scan implements Operator {
  private final List<ColumnSchema> columns;
  private final List<ScanCondition> conditions;
  private final ScanOrder order;
  private final BlockBatch blockBatch;
  private final BlockFilter filter;
  private final List<@Nullable BlockPruner> pruners;
  private final ExecutionControl control;
  private final List<RowSource> sources;
  private final Verdict[] sourceVerdicts;
  private final boolean[] open;

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
  Scan(
      TableSnapshot table,
      List<ScanCondition> conditions,
      ScanOrder order,
      ExecutionControl control) {
    this.columns = table.schema().columns();
    this.conditions = conditions;
    this.order = order;
    this.sources = sorted(table.sources(), order);
    this.control = control;
    this.blockBatch = new BlockBatch(columns);
    this.filter = new BlockFilter(ScanCondition.tests(conditions), columns.size());
    this.pruners = new ArrayList<>();
    for (ScanCondition condition : conditions) {
      pruners.add(BlockPruner.of(condition.test(), columns));
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

  private static List<RowSource> sorted(List<RowSource> sources, ScanOrder order) {
    return switch (order) {
      case ANY -> sources;
      case NEWEST_FIRST ->
          sorted(
              sources, RowSource::maxTime, Comparator.comparingLong(TimedSource::time).reversed());
      case OLDEST_FIRST ->
          sorted(sources, RowSource::minTime, Comparator.comparingLong(TimedSource::time));
    };
  }

  /**
   * Asks for each time once: a writer may move the times of unsealed rows while they are sorted.
   */
  private static List<RowSource> sorted(
      List<RowSource> sources, ToLongFunction<RowSource> time, Comparator<TimedSource> byTime) {
    return sources.stream()
        .map(source -> new TimedSource(source, time.applyAsLong(source)))
        .sorted(byTime)
        .map(TimedSource::source)
        .toList();
  }

  private record TimedSource(RowSource source, long time) {}

  /** Skips rows after this time from now on, in the direction of the order. */
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
    return order == ScanOrder.NEWEST_FIRST ? maxTime < timeBound : minTime > timeBound;
  }

  private boolean openSource(RowSource candidate) throws IOException, QueryException {
    for (int i = 0; i < sourceVerdicts.length; i++) {
      BlockPruner pruner = pruners.get(i);
      sourceVerdicts[i] = pruner == null ? Verdict.SOME : pruner.open(candidate, control);
      if (sourceVerdicts[i] == Verdict.NONE) {
        return false;
      }
    }
    return true;
  }

  private void chooseBlocks(RowSource from) throws IOException, QueryException {
    blockCount = from.blockCount();
    if (order == ScanOrder.ANY) {
      return;
    }
    if (blocks.length < blockCount) {
      blocks = new int[blockCount];
    }
    LongSummaries times = (LongSummaries) from.summaries(columns.get(0));
    int all = blockCount;
    blockCount = 0;
    for (int i = 0; i < all; i++) {
      int candidate = order == ScanOrder.NEWEST_FIRST ? all - 1 - i : i;
      if (mayMatch(candidate, from.blockRows(candidate))) {
        blocks[blockCount++] = candidate;
      }
    }
    if (times != null) {
      boolean newest = order == ScanOrder.NEWEST_FIRST;
      IndexSort.sort(
          blocks,
          blockCount,
          (a, b) ->
              newest
                  ? Long.compare(times.max(b), times.max(a))
                  : Long.compare(times.min(a), times.min(b)),
          control);
    }
  }

  /** The conditions that may not hold for all rows of the source. */
  List<ScanCondition> openConditions() {
    List<ScanCondition> open = new ArrayList<>();
    for (int i = 0; i < sourceVerdicts.length; i++) {
      if (sourceVerdicts[i] != Verdict.ALL) {
        open.add(conditions.get(i));
      }
    }
    return open;
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
      int candidate = order == ScanOrder.ANY ? nextBlock : blocks[nextBlock];
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
