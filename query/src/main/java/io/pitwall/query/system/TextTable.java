package io.pitwall.query.system;

import io.pitwall.query.result.PageColumn;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.ResultType;
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
  public PageColumn column(int column) {
    return new TextColumn(columns.get(column).type(), rows, column);
  }

  /** A column of strings, each with its row as its code, or of booleans. */
  private record TextColumn(ResultType type, List<Object[]> table, int column)
      implements PageColumn {
    @Override
    public int rows() {
      return table.size();
    }

    @Override
    public boolean hasNulls() {
      return false;
    }

    @Override
    public boolean isNull(int row) {
      return false;
    }

    @Override
    public long getLong(int row) {
      return Boolean.TRUE.equals(table.get(row)[column]) ? 1 : 0;
    }

    @Override
    public double getDouble(int row) {
      throw new IllegalStateException("column " + column + " is not of doubles");
    }

    @Override
    public int getCode(int row) {
      return row;
    }

    @Override
    public int dictionarySize() {
      return table.size();
    }

    @Override
    public byte[] utf8(int code) {
      return ((String) table.get(code)[column]).getBytes(StandardCharsets.UTF_8);
    }
  }
}
