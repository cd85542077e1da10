package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.Ordering;
import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.plan.SortKey;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows; equal ones keep the order in which they arrived. With a limit it keeps only about
 * twice as many rows as the limit: a full buffer is sorted and cut, and from then on a row after
 * the last kept one is dropped by its first key, before its other columns are decoded.
 */
final class SortOperator implements Operator {
  private static final int MIN_SLACK = 1024;
  private static final long MAX_TOP = 1 << 20;

  private final Operator input;
  private final List<SortKey> keys;
  private final ColumnBuffer[] buffers;
  private final ExecutionControl control;
  private final long offset;
  private final long end;
  private final boolean top;
  private final @Nullable Scan boundedScan;
  private final int[] selection = new int[ColumnVector.CAPACITY];
  private final Sorted sorted;

  private long reservedBytes;
  private boolean cut;
  private long cutValue;
  private boolean drained;
  private int[] order = new int[0];
  private long position;

  /**
   * @param boundedScan the scan below if it delivers rows in sort order; it receives the current
   *     cut-off time. Null otherwise.
   */
  SortOperator(
      Operator input,
      List<SortKey> keys,
      long offset,
      long fetch,
      @Nullable Scan boundedScan,
      ExecutionControl control) {
    this.input = input;
    this.keys = keys;
    this.offset = offset;
    this.end = fetch > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + fetch;
    this.top = end <= MAX_TOP;
    this.boundedScan = boundedScan;
    this.control = control;
    ColumnType[] types = input.types();
    buffers = new ColumnBuffer[types.length];
    for (int i = 0; i < types.length; i++) {
      buffers[i] = new ColumnBuffer(types[i]);
    }
    sorted = new Sorted(types.length);
  }

  private final class Sorted extends VectorBatch {
    private final ColumnVector[] vectors;
    private final boolean[] filled;
    private int from;
    private int rows;

    Sorted(int columns) {
      vectors = new ColumnVector[columns];
      filled = new boolean[columns];
    }

    void move(int newFrom, int newRows) {
      from = newFrom;
      rows = newRows;
      Arrays.fill(filled, false);
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public ColumnVector column(int index) {
      if (!filled[index]) {
        if (vectors[index] == null) {
          vectors[index] = new ColumnVector();
        }
        buffers[index].emit(order, from, rows, vectors[index]);
        filled[index] = true;
      }
      return vectors[index];
    }
  }

  @Override
  public ColumnType[] types() {
    return input.types();
  }

  @Override
  public @Nullable VectorBatch next() throws QueryException {
    if (!drained) {
      drained = true;
      drain();
      sort();
      position = offset;
    }
    long last = Math.min(end, size());
    if (position >= last) {
      return null;
    }
    int rows = (int) Math.min(ColumnVector.CAPACITY, last - position);
    sorted.move((int) position, rows);
    position += rows;
    return sorted;
  }

  private int size() {
    return buffers.length == 0 ? 0 : buffers[0].size();
  }

  private void drain() throws QueryException {
    if (end == offset) {
      return;
    }
    VectorBatch batch = input.next();
    while (batch != null) {
      int count = choose(batch);
      if (count > 0) {
        append(batch, count);
        if (top && size() >= end + Math.max(end, MIN_SLACK)) {
          cutToTop();
        }
      }
      control.check();
      batch = input.next();
    }
  }

  /** The rows that may still be among the first. */
  private int choose(VectorBatch batch) throws QueryException {
    SortKey key = keys.get(0);
    int rows = batch.rows();
    if (!cut) {
      for (int i = 0; i < rows; i++) {
        selection[i] = i;
      }
      return rows;
    }
    ColumnVector vector = batch.column(key.column());
    int count = 0;
    for (int i = 0; i < rows; i++) {
      int at = vector.isConstant() ? 0 : i;
      if (isWanted(key, vector, at)) {
        selection[count++] = i;
      }
    }
    return count;
  }

  private boolean isWanted(SortKey key, ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return key.nullsFirst();
    }
    long value =
        vector.type() == ColumnType.DOUBLE
            ? Ordering.sortable(vector.doubles()[row])
            : vector.longs()[row];
    return key.descending() ? value >= cutValue : value <= cutValue;
  }

  private void append(VectorBatch batch, int count) throws QueryException {
    long growth = 0;
    for (ColumnBuffer buffer : buffers) {
      growth += buffer.growthBytes(count);
    }
    if (growth > 0) {
      account(growth);
    }
    for (int i = 0; i < buffers.length; i++) {
      buffers[i].append(batch.column(i), selection, count);
    }
    if (size() > Integer.MAX_VALUE - 2 * ColumnVector.CAPACITY) {
      throw new QueryException(
          QueryException.Kind.TOO_COMPLEX, "more than 2^31 rows can't be sorted; use a LIMIT");
    }
    account(0);
  }

  private void account(long extraBytes) throws QueryException {
    long bytes = extraBytes;
    for (ColumnBuffer buffer : buffers) {
      bytes += buffer.sizeBytes();
    }
    if (bytes != reservedBytes) {
      control.reserve(bytes - reservedBytes);
      reservedBytes = bytes;
    }
  }

  private void cutToTop() throws QueryException {
    sort();
    int count = (int) Math.min(end, size());
    for (ColumnBuffer buffer : buffers) {
      buffer.retain(order, count);
    }
    SortKey key = keys.get(0);
    ColumnBuffer first = buffers[key.column()];
    if (first.type() != ColumnType.STRING && !first.isNull(count - 1)) {
      cut = true;
      cutValue = first.sortable(count - 1);
      if (boundedScan != null) {
        boundedScan.setTimeBound(cutValue);
      }
    }
    account(0);
  }

  private void sort() throws QueryException {
    int rows = size();
    account(rows * (8L + 9L * keys.size()));
    order = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
    long[][] values = new long[keys.size()][rows];
    byte[][] nulls = new byte[keys.size()][rows];
    for (int k = 0; k < values.length; k++) {
      normalise(keys.get(k), values[k], nulls[k]);
    }
    IndexSort.sort(order, rows, (a, b) -> compare(values, nulls, a, b), control);
  }

  /** Converts a key to numbers whose order is that of the key, for every type and direction. */
  private void normalise(SortKey key, long[] values, byte[] nulls) throws QueryException {
    ColumnBuffer buffer = buffers[key.column()];
    buffer.rank(control);
    for (int row = 0; row < values.length; row++) {
      if (buffer.isNull(row)) {
        nulls[row] = (byte) (key.nullsFirst() ? -1 : 1);
      } else {
        long value = buffer.sortable(row);
        values[row] = key.descending() ? ~value : value;
      }
    }
  }

  private static int compare(long[][] values, byte[][] nulls, int a, int b) {
    for (int k = 0; k < values.length; k++) {
      int byNull = Byte.compare(nulls[k][a], nulls[k][b]);
      if (byNull != 0) {
        return byNull;
      }
      int byValue = Long.compare(values[k][a], values[k][b]);
      if (byValue != 0) {
        return byValue;
      }
    }
    return 0;
  }
}
