package io.pitwall.server.warmup;

import io.pitwall.query.QueryEngine;
import io.pitwall.query.QueryLimits;
import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultPage;
import io.pitwall.server.ingest.BodyParser;
import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.server.ingest.lineprotocol.LineProtocolParser;
import io.pitwall.storage.Store;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.batch.WriteOutcome;
import io.pitwall.storage.options.LogOptions;
import io.pitwall.storage.options.MemoryOptions;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.MemoryFileSystem;
import io.pitwall.storage.runtime.ThreadScheduler;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Does the work of a server on a store in memory, so that the JIT compiles the code for it before a
 * client waits: parses, logs, seals and queries rows. Without it the first statement of a process
 * takes a second of planning, the first blocks cost a thousand times more than later ones, and the
 * first rows fifty times more.
 */
public final class ServerWarmUp {
  private static final String DATABASE = "warmup";

  /** HotSpot has compiled the parser with C2 after about this many rows. */
  private static final int ROWS = 600_000;

  private static final int BODIES_PER_PARSER = 40;
  private static final int SEAL_ROWS = 50_000;
  private static final long LOG_FILE_BYTES = 1 << 20;
  private static final long MAX_LOG_BYTES = 64 << 20;
  private static final long MAX_HEAD_BYTES = 64 << 20;

  /** How often each statement is planned and run. */
  private static final int ROUNDS = 8;

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT car, driver, AVG(speed) AS avg_speed FROM warmup.lap"
              + " WHERE time > now() - INTERVAL '10 seconds'"
              + " GROUP BY car, driver ORDER BY avg_speed DESC LIMIT 10",
          "SELECT time, speed, car FROM lap WHERE number = 24"
              + " AND time >= now() - INTERVAL '5 minutes' ORDER BY time DESC LIMIT 1000",
          "SELECT driver, COUNT(*) AS n, COUNT(DISTINCT car) AS cars, ROUND(AVG(speed), 1),"
              + " MAX(speed), MIN(rpm), ANY_VALUE(driver), LAST(speed), ROUND(AVG((speed + load) /"
              + " 4.0), 1) FROM lap WHERE time >= '2026-01-01T00:00:00Z' AND speed > 1.5 GROUP BY"
              + " driver",
          "SELECT time_bucket('10s', time) AS t, AVG(ABS(load)) FROM lap"
              + " WHERE time > now() - INTERVAL '1 hour' GROUP BY 1 ORDER BY 1",
          "SELECT DISTINCT driver FROM lap WHERE number IN (1, 2, 3)",
          "SELECT l.car, AVG((l.temperature + l.rpm) / 2) AS middle FROM warmup.lap AS l"
              + " WHERE l.time > now() - INTERVAL '30 seconds' AND ABS(l.load) > 1"
              + " GROUP BY l.car HAVING COUNT(*) > 1 ORDER BY middle DESC",
          "SELECT crew, MIN(seconds), MAX(remark), COUNT(seconds) FROM pit GROUP BY crew",
          "SELECT COUNT(*) FROM lap",
          "SHOW TABLES");

  private final Clock clock;

  private ServerWarmUp(Clock clock) {
    this.clock = clock;
  }

  /**
   * Warms up the process; takes some seconds of one core.
   *
   * @param areRowsWritten checked after each body: whether the real store has taken enough rows
   *     that writes are warm without this
   * @param isOver checked before each statement and after each body: whether the server stops
   * @throws IOException if the store in memory fails
   * @throws QueryException if a statement fails
   * @throws MalformedBodyException if a body is refused
   */
  public static void run(Clock clock, BooleanSupplier areRowsWritten, BooleanSupplier isOver)
      throws IOException, QueryException, MalformedBodyException {
    Store.compileKernels();
    StoreOptions options =
        StoreOptions.defaults()
            .with(SealingOptions.defaults().withRows(SEAL_ROWS))
            .with(MemoryOptions.defaults().withMaxHeadBytes(MAX_HEAD_BYTES))
            .with(LogOptions.defaults().withFileBytes(LOG_FILE_BYTES).withMaxBytes(MAX_LOG_BYTES));
    try (ThreadScheduler scheduler = new ThreadScheduler(clock, (role, cause) -> {});
        Store store = Store.open(options, new MemoryFileSystem(), clock, scheduler)) {
      ServerWarmUp warmUp = new ServerWarmUp(clock);
      warmUp.write(store, () -> areRowsWritten.getAsBoolean() || isOver.getAsBoolean());
      warmUp.query(store, isOver);
    }
  }

  private void write(Store store, BooleanSupplier isEnough) throws MalformedBodyException {
    List<byte[]> bodies = WarmUpRows.bodies(clock.nanosSinceEpoch());
    BodyParser parser = new LineProtocolParser();
    for (int written = 0; written < ROWS / WarmUpRows.ROWS_PER_BODY; written++) {
      if (written % BODIES_PER_PARSER == 0) {
        parser = new LineProtocolParser(); // it has to learn all names again
      }
      byte[] body = bodies.get(written % WarmUpRows.BODIES);
      IngestContext context =
          new IngestContext(
              DATABASE,
              TimePrecision.NANOSECONDS,
              clock.nanosSinceEpoch(),
              store.catalog(),
              WriteLimits.DEFAULT,
              IngestLimits.DEFAULT);
      WriteBatch batch = parser.parse(body, body.length - BodyParser.PADDING, context).batch();
      Written completion = new Written();
      store.write(batch, completion);
      completion.join();
      batch.release();
      if (written >= WarmUpRows.BODIES && isEnough.getAsBoolean()) { // all tables exist
        return;
      }
    }
  }

  private void query(Store store, BooleanSupplier isOver) throws QueryException {
    for (int round = 0; round < ROUNDS; round++) {
      // A new engine each time, since an engine keeps its plans.
      try (QueryEngine engine = new QueryEngine(store, clock, QueryLimits.DEFAULT)) {
        for (String sql : STATEMENTS) {
          if (isOver.getAsBoolean()) {
            return;
          }
          drain(engine, sql);
        }
      }
    }
  }

  private static void drain(QueryEngine engine, String sql) throws QueryException {
    QueryRequest request =
        new QueryRequest(
            sql, DATABASE, QueryLimits.DEFAULT.defaultTimeout(), new QueryCancellation());
    try (QueryResult result = engine.execute(request)) {
      ResultPage page = result.next();
      while (page != null) {
        page = result.next();
      }
    }
  }

  /** Waits for one batch. */
  private static final class Written extends CompletableFuture<WriteOutcome>
      implements WriteCompletion {
    @Override
    public void completed(WriteOutcome outcome) {
      complete(outcome);
    }

    @Override
    public void failed(Exception cause) {
      completeExceptionally(cause);
    }
  }
}
