package io.pitwall.server.postgres;

import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.PageColumn;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryException.Kind;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.ResultType;
import io.pitwall.server.auth.Principal;
import io.pitwall.server.query.StatementRunner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An engine that knows a handful of texts: {@code types} (each type, then nulls), {@code rows N},
 * {@code wait} (until cancelled), {@code crash}, {@code fail} (an error at line 1, column 3),
 * {@code database}; of anything else it says that it can't read it.
 */
final class FakeEngine implements StatementRunner {
  static final int PAGE_ROWS = 100;
  static final long TIME_NANOS = 1_767_225_600_123_456_789L;

  final AtomicInteger openResults = new AtomicInteger();
  final AtomicLong pagesRead = new AtomicLong();
  final CountDownLatch waiting = new CountDownLatch(1);

  @Override
  public QueryResult execute(Principal principal, QueryRequest request) throws QueryException {
    String[] words = request.sql().strip().split("\\s+", -1);
    return switch (words[0]) {
      case "types" -> types();
      case "rows" -> rows(Long.parseLong(words[1]), request);
      case "wait" -> rows(Long.MAX_VALUE, request);
      case "sleep" -> sleep(Long.parseLong(words[1]));
      case "database" -> texts("database", request.database(), 1);
      case "crash" -> throw new IllegalStateException("planned by the test");
      case "fail" -> throw new QueryException(Kind.UNDEFINED_COLUMN, "no such column", 1, 3, null);
      default -> throw new QueryException(Kind.SYNTAX, "can't read this", 1, 1, null);
    };
  }

  private QueryResult types() {
    List<ResultColumn> columns =
        List.of(
            new ResultColumn("time", ResultType.TIMESTAMP),
            new ResultColumn("laps", ResultType.LONG),
            new ResultColumn("speed", ResultType.DOUBLE),
            new ResultColumn("pit", ResultType.BOOLEAN),
            new ResultColumn("driver", ResultType.STRING),
            new ResultColumn("gap", ResultType.INTERVAL));
    long[] longs = {TIME_NANOS, Long.MIN_VALUE, 0, 1, 0, 10_500_000_000L};
    ResultPage page =
        page(
            2,
            index ->
                new Column(columns.get(index).type(), 2) {
                  @Override
                  public boolean isNull(int row) {
                    return row == 1;
                  }

                  @Override
                  public long getLong(int row) {
                    return longs[index];
                  }

                  @Override
                  public double getDouble(int row) {
                    return 211.25;
                  }

                  @Override
                  public byte[] utf8(int code) {
                    return "Jürgen".getBytes(StandardCharsets.UTF_8);
                  }
                });
    return new Pages(columns, page, 1);
  }

  private QueryResult sleep(long millis) {
    waiting.countDown();
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    return texts("slept", "well", 0);
  }

  private QueryResult texts(String name, String value, int pages) {
    Column column =
        new Column(ResultType.STRING, 1) {
          @Override
          public byte[] utf8(int code) {
            return value.getBytes(StandardCharsets.UTF_8);
          }
        };
    ResultPage page = page(1, index -> column);
    return new Pages(List.of(new ResultColumn(name, ResultType.STRING)), page, pages);
  }

  private QueryResult rows(long count, QueryRequest request) {
    boolean endless = count == Long.MAX_VALUE;
    int pageRows = endless ? 0 : PAGE_ROWS;
    Column column =
        new Column(ResultType.LONG, pageRows) {
          @Override
          public long getLong(int row) {
            return row;
          }
        };
    ResultPage page = page(pageRows, index -> column);
    List<ResultColumn> columns = List.of(new ResultColumn("n", ResultType.LONG));
    return new Pages(columns, page, count / PAGE_ROWS) {
      @Override
      public @Nullable ResultPage next() throws QueryException {
        if (endless) {
          waiting.countDown();
          LockSupport.parkNanos(1_000_000);
        }
        if (request.cancellation().isRequested()) {
          throw new QueryException(Kind.CANCELLED, "canceling statement due to user request");
        }
        return super.next();
      }
    };
  }

  private class Pages implements QueryResult {
    private final List<ResultColumn> columns;
    private final ResultPage page;
    private long left;

    Pages(List<ResultColumn> columns, ResultPage page, long count) {
      this.columns = columns;
      this.page = page;
      this.left = count;
      openResults.incrementAndGet();
    }

    @Override
    public List<ResultColumn> columns() {
      return columns;
    }

    @Override
    public @Nullable ResultPage next() throws QueryException {
      pagesRead.incrementAndGet();
      return left-- > 0 ? page : null;
    }

    @Override
    public void close() {
      openResults.decrementAndGet();
    }
  }

  private static ResultPage page(int rows, IntFunction<PageColumn> columns) {
    return new ResultPage() {
      @Override
      public int rows() {
        return rows;
      }

      @Override
      public PageColumn column(int column) {
        return columns.apply(column);
      }
    };
  }

  private abstract static class Column implements PageColumn {
    private final ResultType type;
    private final int rows;

    Column(ResultType type, int rows) {
      this.type = type;
      this.rows = rows;
    }

    @Override
    public ResultType type() {
      return type;
    }

    @Override
    public int rows() {
      return rows;
    }

    @Override
    public boolean hasNulls() {
      return true;
    }

    @Override
    public boolean isNull(int row) {
      return false;
    }

    @Override
    public long getLong(int row) {
      throw new AssertionError("not a column of longs: " + type);
    }

    @Override
    public double getDouble(int row) {
      throw new AssertionError("not a column of doubles: " + type);
    }

    @Override
    public int getCode(int row) {
      return row;
    }

    @Override
    public int dictionarySize() {
      return rows;
    }

    @Override
    public byte[] utf8(int code) {
      throw new AssertionError("not a column of strings: " + type);
    }
  }
}
