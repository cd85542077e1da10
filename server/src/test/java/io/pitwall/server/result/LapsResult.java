package io.pitwall.server.result;

import io.pitwall.query.result.PageColumn;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.ResultType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result of two pages with two rows each: {@code lap} counts from 0 in each page, {@code driver}
 * is one of two names, and null in the second row.
 */
final class LapsResult implements QueryResult, ResultPage {
  private static final List<String> DRIVERS = List.of("Ann \"A\"", "Bo");

  private int pages = 2;

  @Override
  public List<ResultColumn> columns() {
    return List.of(
        new ResultColumn("lap", ResultType.LONG), new ResultColumn("driver", ResultType.STRING));
  }

  @Override
  public @Nullable ResultPage next() {
    return pages-- > 0 ? this : null;
  }

  @Override
  public void close() {}

  @Override
  public int rows() {
    return 2;
  }

  @Override
  public PageColumn column(int column) {
    return new Column(columns().get(column).type());
  }

  private record Column(ResultType type) implements PageColumn {
    @Override
    public int rows() {
      return 2;
    }

    @Override
    public boolean hasNulls() {
      return type == ResultType.STRING;
    }

    @Override
    public boolean isNull(int row) {
      return hasNulls() && row == 1;
    }

    @Override
    public long getLong(int row) {
      return row;
    }

    @Override
    public double getDouble(int row) {
      throw new AssertionError("no column is of doubles");
    }

    @Override
    public int getCode(int row) {
      return row;
    }

    @Override
    public int dictionarySize() {
      return DRIVERS.size();
    }

    @Override
    public byte[] utf8(int code) {
      return DRIVERS.get(code).getBytes(StandardCharsets.UTF_8);
    }
  }
}
