package io.pitwall.server;

import io.pitwall.query.QueryEngine;
import io.pitwall.query.QueryLimits;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryRequest;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * What a server does, done once before somebody waits for it, on a store in memory: rows are
 * parsed, logged, sealed and asked for until the JIT has compiled the way there. Without it the
 * first statement of a process takes a second of planning, the first blocks a thousand times what
 * later ones do, and the first rows fifty times.
 */
final class Rehearsal {
  private static final String DATABASE = "rehearsal";

  /** HotSpot has compiled the parser with C2 after about so many rows. */
  private static final int ROWS = 600_000;

  private static final int ROWS_PER_BODY = 2_000;
  private static final int SERIES = 40;
  private static final int BODIES = 12;
  private static final int BODIES_PER_PARSER = 40;
  private static final int SEAL_ROWS = 50_000;
  private static final long LOG_SEGMENT_BYTES = 1 << 20;
  private static final long MAX_LOG_BYTES = 64 << 20;
  private static final long MAX_HEAD_BYTES = 64 << 20;

  /** How often each statement is planned and run. */
  private static final int ROUNDS = 8;

  private static final List<String> STATEMENTS =
      List.of(
          "SELECT car, driver, AVG(speed) AS avg_speed FROM rehearsal.lap"
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
          "SELECT l.car, AVG((l.temperature + l.rpm) / 2) AS middle FROM rehearsal.lap AS l"
              + " WHERE l.time > now() - INTERVAL '30 seconds' AND ABS(l.load) > 1"
              + " GROUP BY l.car HAVING COUNT(*) > 1 ORDER BY middle DESC",
          "SELECT crew, MIN(seconds), MAX(remark), COUNT(seconds) FROM pit GROUP BY crew",
          "SELECT COUNT(*) FROM lap",
          "SHOW TABLES");

  private final Clock clock;

  private Rehearsal(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns after some seconds of a core.
   *
   * @param areRowsWritten asked now and then: whether the real store takes rows, which do for
   *     writes what this would
   * @param isOver asked now and then: whether the server ends
   * @throws IOException not for want of a disk, which is not used
   */
  static void run(Clock clock, BooleanSupplier areRowsWritten, BooleanSupplier isOver)
      throws IOException, QueryException, MalformedBodyException {
    Store.compileKernels();
    StoreOptions options =
        StoreOptions.defaults()
            .with(SealingOptions.defaults().withRows(SEAL_ROWS))
            .with(MemoryOptions.defaults().withMaxHeadBytes(MAX_HEAD_BYTES))
            .with(
                LogOptions.defaults()
                    .withSegmentBytes(LOG_SEGMENT_BYTES)
                    .withMaxBytes(MAX_LOG_BYTES));
    try (ThreadScheduler scheduler = new ThreadScheduler(clock, (role, cause) -> {});
        Store store = Store.open(options, new MemoryFileSystem(), clock, scheduler)) {
      Rehearsal rehearsal = new Rehearsal(clock);
      rehearsal.write(store, () -> areRowsWritten.getAsBoolean() || isOver.getAsBoolean());
      rehearsal.ask(store, isOver);
    }
  }

  private void write(Store store, BooleanSupplier isEnough) throws MalformedBodyException {
    List<byte[]> bodies = bodies(clock.nanosSinceEpoch());
    BodyParser parser = new LineProtocolParser();
    for (int written = 0; written < ROWS / ROWS_PER_BODY; written++) {
      if (written % BODIES_PER_PARSER == 0) {
        parser = new LineProtocolParser(); // which has to learn all names again
      }
      byte[] body = bodies.get(written % BODIES);
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
      if (written >= BODIES && isEnough.getAsBoolean()) { // all tables are there
        return;
      }
    }
  }

  private void ask(Store store, BooleanSupplier isOver) throws QueryException {
    for (int round = 0; round < ROUNDS; round++) {
      // Another engine each time, since each keeps its plans.
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

  /** Rows of all kinds, since what the JIT has not seen it does not compile, and comes back to. */
  private static List<byte[]> bodies(long nanos) {
    SplittableRandom random = new SplittableRandom(1);
    List<byte[]> bodies = new ArrayList<>();
    for (int body = 0; body < BODIES; body++) {
      StringBuilder text = new StringBuilder("# a comment\n\n");
      for (int row = 0; row < ROWS_PER_BODY; row++) {
        // Bodies of one table, as a race sends them, and some of several.
        switch (body % 4 == 3 ? row % 3 : body % 4) {
          case 0 -> appendLap(random, text);
          case 1 -> appendTire(random, text);
          default -> appendPit(random, text);
        }
        long late = random.nextInt(50) == 0 ? 1_000_000_000L : 0;
        text.append(' ').append(nanos + 1_000L * row - late).append('\n');
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      bodies.add(Arrays.copyOf(bytes, bytes.length + BodyParser.PADDING));
    }
    return bodies;
  }

  private static void appendLap(SplittableRandom random, StringBuilder text) {
    int car = random.nextInt(SERIES);
    text.append("lap,car=").append(car).append(",driver=Driver\\ No.\\ ").append(car * car);
    text.append(" number=").append(car).append('i');
    text.append(",speed=").append(random.nextInt(1600, 2000) / 10.0);
    text.append(",rpm=").append(random.nextInt(700, 9500)).append('i');
    text.append(",load=").append(random.nextInt(-200, 350) / 100.0);
    text.append(",temperature=").append(random.nextInt(90, 280));
    text.append(",distance=").append(random.nextDouble());
    text.append(",gear=").append(random.nextInt(3, 5)).append('i');
  }

  private static void appendTire(SplittableRandom random, StringBuilder text) {
    text.append("tire,car=").append(random.nextInt(SERIES)).append(" pressure=");
    text.append(random.nextInt(300, 350) / 10.0);
    text.append(",wear=").append(random.nextInt(1_000_000) / 1e6);
    if (random.nextInt(8) == 0) {
      text.append(",changed=").append(random.nextBoolean());
    }
  }

  /** Rows without tags, with strings and many gaps. */
  private static void appendPit(SplittableRandom random, StringBuilder text) {
    text.append("pit crew=\"crew ").append(random.nextInt(SERIES)).append('"');
    if (random.nextBoolean()) {
      text.append(",seconds=").append(random.nextInt(10, 25));
    }
    if (random.nextInt(3) == 0) {
      text.append(",remark=\"").append(Long.toString(random.nextLong(), 36)).append('"');
    }
  }

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
