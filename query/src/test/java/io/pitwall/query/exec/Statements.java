package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.StatementValues;
import io.pitwall.query.plan.QueryPlan;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.QueryTimeout;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.SettingValues;
import io.pitwall.query.result.StatementStop;
import io.pitwall.query.sql.SqlPlanner;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.storage.read.Snapshot;
import io.pitwall.storage.read.SnapshotSource;
import io.pitwall.storage.runtime.SystemClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements on a snapshot source and collects their rows as objects. */
final class Statements {
  static final long ENOUGH_BYTES = 256L << 20;
  static final Duration ENOUGH_TIME = Duration.ofMinutes(10);

  private final QueryExecutor executor;
  private final SnapshotSource store;
  private final String database;
  private final long nowNanos;

  Statements(SnapshotSource store, String database, long nowNanos) {
    this(store, database, nowNanos, new QueryExecutor(new PartialAggregateCache(ENOUGH_BYTES)));
  }

  private Statements(SnapshotSource store, String database, long nowNanos, QueryExecutor executor) {
    this.executor = executor;
    this.store = store;
    this.database = database;
    this.nowNanos = nowNanos;
  }

  /** The same at a later time; what is kept is shared. */
  Statements after(long nanos) {
    return new Statements(store, database, nowNanos + nanos, executor);
  }

  /** The same, but nothing is kept yet, and no more than this ever. */
  Statements keeping(long bytes) {
    return new Statements(
        store, database, nowNanos, new QueryExecutor(new PartialAggregateCache(bytes)));
  }

  /** Long, Double, Boolean, String or null by row and column. */
  List<List<@Nullable Object>> run(String sql) throws QueryException {
    return run(sql, ENOUGH_BYTES, ENOUGH_TIME, new QueryCancellation());
  }

  List<List<@Nullable Object>> run(
      String sql, long maxBytes, Duration timeout, QueryCancellation cancellation)
      throws QueryException {
    try (Snapshot snapshot = store.snapshot()) {
      QueryPlan plan =
          QueryPlan.of(new SqlPlanner().plan(SqlStatement.of(sql), database, snapshot.catalog()));
      ExecutionContext context =
          new ExecutionContext(
              snapshot,
              new StatementValues(nowNanos, SettingValues.NONE),
              new QueryMemory(maxBytes, Long.MAX_VALUE),
              new StatementStop(new SystemClock(), new QueryTimeout(timeout), cancellation));
      List<List<@Nullable Object>> rows = new ArrayList<>();
      try (QueryResult result = executor.execute(plan, context)) {
        ResultPage page = result.next();
        while (page != null) {
          for (int row = 0; row < page.rows(); row++) {
            rows.add(row(page, row, plan.columns()));
          }
          page = result.next();
        }
      }
      return rows;
    }
  }

  private static List<@Nullable Object> row(ResultPage page, int row, List<ResultColumn> columns) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (page.isNull(i, row)) {
        values.add(null);
        continue;
      }
      values.add(
          switch (columns.get(i).type()) {
            case BOOLEAN -> page.getLong(i, row) != 0;
            case LONG, TIMESTAMP, INTERVAL -> page.getLong(i, row);
            case DOUBLE -> page.getDouble(i, row);
            case STRING -> new String(page.getUtf8(i, row), StandardCharsets.UTF_8);
          });
    }
    return values;
  }
}
