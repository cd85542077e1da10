package io.pitwall.query.oracle;

import io.pitwall.query.QueryEngine;
import io.pitwall.query.QueryLimits;
import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.storage.read.SnapshotSource;
import io.pitwall.storage.runtime.SystemClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows here, and our answers. */
final class PitwallDatabase implements AutoCloseable {
  private static final Duration ENOUGH_TIME = Duration.ofMinutes(1);

  private final QueryEngine engine;

  PitwallDatabase(SnapshotSource store) {
    engine = new QueryEngine(store, new SystemClock(), QueryLimits.DEFAULT);
  }

  /** Runs a statement. */
  Outcome run(String sql) {
    try (QueryResult result =
        engine.execute(
            new QueryRequest(sql, OracleTables.DATABASE, ENOUGH_TIME, new QueryCancellation()))) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      ResultPage page = result.next();
      while (page != null) {
        for (int row = 0; row < page.rows(); row++) {
          rows.add(row(page, row, result.columns()));
        }
        page = result.next();
      }
      return new Outcome.Rows(result.columns().stream().map(column -> type(column)).toList(), rows);
    } catch (QueryException e) {
      return new Outcome.Failure(e.kind().sqlState(), String.valueOf(e.getMessage()));
    }
  }

  private static Outcome.Type type(ResultColumn column) {
    return switch (column.type()) {
      case BOOLEAN -> Outcome.Type.BOOLEAN;
      case LONG -> Outcome.Type.LONG;
      case DOUBLE -> Outcome.Type.DOUBLE;
      case STRING -> Outcome.Type.TEXT;
      case TIMESTAMP -> Outcome.Type.TIME;
      case INTERVAL -> Outcome.Type.INTERVAL;
    };
  }

  private static List<@Nullable Object> row(ResultPage page, int row, List<ResultColumn> columns) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(page.isNull(i, row) ? null : value(page, i, row, columns.get(i)));
    }
    return values;
  }

  private static Object value(ResultPage page, int column, int row, ResultColumn schema) {
    return switch (schema.type()) {
      case BOOLEAN -> page.getLong(column, row) != 0;
      case LONG, TIMESTAMP, INTERVAL -> page.getLong(column, row);
      case DOUBLE -> page.getDouble(column, row);
      case STRING -> new String(page.getUtf8(column, row), StandardCharsets.UTF_8);
    };
  }

  @Override
  public void close() {
    engine.close();
  }
}
