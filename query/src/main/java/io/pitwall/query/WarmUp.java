package io.pitwall.query;

import io.pitwall.storage.BlockReader;
import io.pitwall.storage.BlockSummaries;
import io.pitwall.storage.RowSource;
import io.pitwall.storage.Snapshot;
import io.pitwall.storage.TableSnapshot;
import io.pitwall.storage.catalog.CatalogView;
import io.pitwall.storage.catalog.ColumnSchema;
import io.pitwall.storage.catalog.TableSchema;
import io.pitwall.storage.column.ColumnKind;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.column.GrowingDictionary;
import io.pitwall.storage.runtime.Clock;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on a little table of its own, run once so that classes are loaded and linked. */
final class WarmUp {
  private static final String DATABASE = "warm_up";
  private static final String TABLE = "lap";

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT car, driver, AVG(speed) AS avg_speed FROM warm_up.lap"
              + " WHERE time > now() - INTERVAL '10 seconds'"
              + " GROUP BY car, driver ORDER BY avg_speed DESC LIMIT 10",
          "SELECT time, speed, car FROM lap WHERE car = 24"
              + " AND time >= now() - INTERVAL '5 minutes' ORDER BY time DESC LIMIT 1000",
          "SELECT driver, COUNT(*) AS n, COUNT(DISTINCT car) AS cars, ROUND(AVG(speed), 1),"
              + " MAX(speed), MIN(car), ANY_VALUE(driver), LAST(speed), ROUND(AVG((speed + car) /"
              + " 4.0), 1) FROM lap WHERE time >= '2026-01-01T00:00:00Z' AND speed > 1.5 GROUP BY"
              + " driver",
          "SELECT time_bucket('10s', time) AS t, AVG(ABS(speed)) FROM lap"
              + " WHERE time BETWEEN '2026-01-01T00:00:00Z' AND '2026-01-02T00:00:00Z'"
              + " GROUP BY 1 ORDER BY 1",
          "SELECT DISTINCT driver FROM lap WHERE car IN (1, 2, 3)",
          "SELECT COUNT(*) FROM lap",
          "SHOW TABLES");

  private WarmUp() {}

  static void run(Clock clock, QueryLimits limits) throws QueryException {
    Rows rows = new Rows(clock.nanosSinceEpoch());
    try (QueryEngine engine = new QueryEngine(rows::snapshot, clock, limits)) {
      for (String sql : STATEMENTS) {
        QueryRequest request =
            new QueryRequest(sql, DATABASE, limits.defaultTimeout(), new QueryCancellation());
        try (QueryResult result = engine.execute(request)) {
          ResultPage page = result.next();
          while (page != null) {
            page = result.next();
          }
        }
      }
    }
  }

  /** One block of rows that are all of now, in one table. */
  private static final class Rows implements RowSource, BlockReader {
    private static final int ROWS = 100;
    private static final int CARS = 4;

    private final long now;
    private final GrowingDictionary drivers = new GrowingDictionary();
    private final TableSchema schema =
        new TableSchema(
            1,
            DATABASE,
            TABLE,
            List.of(
                new ColumnSchema(
                    TableSchema.TIME_ID, TableSchema.TIME, ColumnKind.TIME, ColumnType.TIMESTAMP),
                new ColumnSchema(1, "car", ColumnKind.FIELD, ColumnType.LONG),
                new ColumnSchema(2, "driver", ColumnKind.TAG, ColumnType.STRING),
                new ColumnSchema(3, "speed", ColumnKind.FIELD, ColumnType.DOUBLE)));

    Rows(long now) {
      this.now = now;
      for (int i = 0; i < CARS; i++) {
        byte[] name = ("driver " + i).getBytes(StandardCharsets.UTF_8);
        drivers.code(name, 0, name.length);
      }
    }

    Snapshot snapshot() {
      return new OneTable(schema, this);
    }

    @Override
    public void read(ColumnSchema column, int block, ColumnVector into) {
      into.reset(column.type(), ROWS);
      if (column.type() == ColumnType.STRING) {
        into.setDictionary(drivers);
      }
      for (int i = 0; i < ROWS; i++) {
        switch (column.type()) {
          case TIMESTAMP -> into.longs()[i] = now;
          case LONG, BOOLEAN -> into.longs()[i] = i % CARS;
          case DOUBLE -> into.doubles()[i] = i;
          case STRING -> into.codes()[i] = i % CARS;
        }
      }
    }

    @Override
    public long rows() {
      return ROWS;
    }

    @Override
    public long minTime() {
      return now;
    }

    @Override
    public long maxTime() {
      return now;
    }

    @Override
    public int blockCount() {
      return 1;
    }

    @Override
    public int blockRows(int block) {
      return ROWS;
    }

    @Override
    public boolean hasColumn(ColumnSchema column) {
      return true;
    }

    @Override
    public @Nullable BlockSummaries summaries(ColumnSchema column) {
      return null;
    }

    @Override
    public @Nullable BlockSummaries totals(ColumnSchema column) {
      return null;
    }

    @Override
    public @Nullable Dictionary dictionary(ColumnSchema column) {
      return column.type() == ColumnType.STRING ? drivers : null;
    }

    @Override
    public BlockReader reader() {
      return this;
    }
  }

  private record OneTable(TableSchema schema, RowSource rows) implements Snapshot, CatalogView {
    @Override
    public long lsn() {
      return 0;
    }

    @Override
    public CatalogView catalog() {
      return this;
    }

    @Override
    public @Nullable TableSnapshot table(String database, String table) {
      return find(database, table) == null ? null : new TableSnapshot(schema, List.of(rows));
    }

    @Override
    public void close() {}

    @Override
    public long version() {
      return 1;
    }

    @Override
    public List<String> databases() {
      return List.of(DATABASE);
    }

    @Override
    public List<TableSchema> tables(String database) {
      return database.equals(DATABASE) ? List.of(schema) : List.of();
    }

    @Override
    public @Nullable TableSchema find(String database, String table) {
      return database.equals(DATABASE) && table.equals(TABLE) ? schema : null;
    }
  }
}
