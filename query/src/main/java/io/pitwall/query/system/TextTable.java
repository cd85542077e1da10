package io.pitwall.query.system;

import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small answer in memory, of strings and booleans, in one page. Owned by one thread. */
final class TextTable implements QueryResult, ResultPage {
  private final List<ResultColumn> columns;
  private final List<Object[]> rows = new ArrayList<>();
  private boolean answered;

  TextTable(List<ResultColumn> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * @param values a String or Boolean for each column
   */
  void add(Object... values) {
    rows.add(values);
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public @Nullable ResultPage next() {
    boolean hasPage = !answered && !rows.isEmpty();
    answered = true;
    return hasPage ? this : null;
  }

  @Override
  public void close() {
    answered = true;
  }

  @Override
  public int rows() {
    return rows.size();
  }

  @Override
  public boolean isNull(int column, int row) {
    return false;
  }

  @Override
  public long getLong(int column, int row) {
    return Boolean.TRUE.equals(rows.get(row)[column]) ? 1 : 0;
  }

  @Override
  public double getDouble(int column, int row) {
    throw new IllegalStateException("column " + column + " is not of doubles");
  }

  @Override
  public byte[] getUtf8(int column, int row) {
    return ((String) rows.get(row)[column]).getBytes(StandardCharsets.UTF_8);
  }
}
