package io.pitwall.benchmarks;

import io.pitwall.query.QueryEngine;
import io.pitwall.query.QueryLimits;
import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.ResultType;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.storage.Store;
import io.pitwall.storage.options.SealingOptions;
import io.pitwall.storage.options.StoreOptions;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.OsFileSystem;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.runtime.ThreadScheduler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The eight dashboard queries over a real store in a temporary directory, one after the other on
 * one thread:
 *
 * <pre>
 *   java --add-modules jdk.incubator.vector -Xmx4g -cp benchmarks/target/benchmarks.jar \
 *       io.pitwall.benchmarks.DashboardBenchmark [rows=12700000] [shape=tags|fields] \
 *       [rounds=100] [stream=0] [only=0]
 * </pre>
 *
 * The last column is the mean processor time, which other work on the machine disturbs least.
 * {@code rows} are the rows of each table, at the pace of the real race, the last {@code rows mod
 * 1,000,000} of them unsealed. {@code shape=fields} has no tags, as columns of MessagePack. {@code
 * stream} is how many rows a second, over all tables, go on being written meanwhile; without it
 * {@code now()} is fixed to just after the last row. {@code only} names one query, from 1.
 */
public final class DashboardBenchmark {
  private static final int BATCH_ROWS = 20_000;
  private static final int STREAM_BATCHES_PER_SECOND = 50;

  private final Settings settings;
  private final Store store;
  private final DashboardRows rows;
  private final long endNanos;
  private final AtomicReference<Throwable> streamFailure = new AtomicReference<>();

  private record Settings(int rows, boolean tags, int rounds, int stream, int only) {
    static Settings parse(String[] arguments) {
      int rows = 12_700_000;
      boolean tags = true;
      int rounds = 100;
      int stream = 0;
      int only = 0;
      for (String argument : arguments) {
        String value = argument.substring(argument.indexOf('=') + 1);
        switch (argument.substring(0, argument.length() - value.length())) {
          case "rows=" -> rows = Integer.parseInt(value);
          case "shape=" -> tags = value.equals("tags");
          case "rounds=" -> rounds = Integer.parseInt(value);
          case "stream=" -> stream = Integer.parseInt(value);
          case "only=" -> only = Integer.parseInt(value);
          default -> throw new IllegalArgumentException("unknown argument " + argument);
        }
      }
      return new Settings(rows, tags, rounds, stream, only);
    }
  }

  private DashboardBenchmark(Settings settings, Store store) {
    this.settings = settings;
    this.store = store;
    this.rows = new DashboardRows(store, settings.tags);
    this.endNanos = new SystemClock().nanosSinceEpoch();
  }

  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.parse(arguments);
    Path directory = Files.createTempDirectory("pitwall-dashboard");
    Clock clock = new SystemClock();
    AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    // Rows that are unsealed after filling stay so: age would seal them in the middle.
    StoreOptions options =
        settings.stream > 0
            ? StoreOptions.defaults()
            : StoreOptions.defaults()
                .with(SealingOptions.defaults().withAgeNanos(TimeUnit.HOURS.toNanos(1)));
    try (ThreadScheduler scheduler =
            new ThreadScheduler(clock, (role, cause) -> fault.compareAndSet(null, cause));
        Store store = Store.open(options, OsFileSystem.open(directory), clock, scheduler)) {
      new DashboardBenchmark(settings, store).run();
      if (fault.get() != null) {
        throw new IllegalStateException("the store stopped", fault.get());
      }
    } finally {
      delete(directory);
    }
  }

  private void run() throws Exception {
    fill();
    AtomicBoolean stop = new AtomicBoolean();
    Thread streaming = Thread.ofPlatform().name("stream").unstarted(() -> stream(stop));
    if (settings.stream > 0) {
      streaming.start();
    }
    try (QueryEngine engine = new QueryEngine(store, clock(), QueryLimits.DEFAULT)) {
      measure(engine);
    } finally {
      stop.set(true);
      streaming.join();
    }
    if (streamFailure.get() != null) {
      throw new IllegalStateException("the stream failed", streamFailure.get());
    }
    print(store.statistics().toString());
  }

  private void fill() throws Exception {
    long started = System.nanoTime();
    long span = TimeUnit.SECONDS.toNanos(1) * settings.rows / DashboardRows.RACE_ROWS_PER_SECOND;
    long begin = endNanos - span;
    for (long done = 0; done < settings.rows; done += BATCH_ROWS) {
      int count = (int) Math.min(BATCH_ROWS, settings.rows - done);
      rows.write(count, begin + at(span, done), begin + at(span, done + count));
    }
    rows.await();
    while (store.statistics().sealing().waiting() > 0) {
      Thread.sleep(20);
    }
    print(
        String.format(
            Locale.ROOT,
            "filled in %.1f s: %s",
            (System.nanoTime() - started) / 1e9,
            store.statistics()));
  }

  private long at(long span, long row) {
    return (long) ((double) span * row / settings.rows);
  }

  private Clock clock() {
    Clock system = new SystemClock();
    LongSupplier now = settings.stream > 0 ? system::nanosSinceEpoch : () -> endNanos;
    return new Clock() {
      @Override
      public long nanosSinceEpoch() {
        return now.getAsLong();
      }

      @Override
      public long monotonicNanos() {
        return system.monotonicNanos();
      }
    };
  }

  private void stream(AtomicBoolean stop) {
    try {
      long last = System.currentTimeMillis() * 1_000_000;
      long period = TimeUnit.SECONDS.toNanos(1) / STREAM_BATCHES_PER_SECOND;
      int count = settings.stream / 3 / STREAM_BATCHES_PER_SECOND;
      while (!stop.get()) {
        rows.write(count, last, last + period);
        last += period;
        long wait = last - System.currentTimeMillis() * 1_000_000;
        if (wait > 0) {
          TimeUnit.NANOSECONDS.sleep(wait);
        }
      }
      rows.await();
    } catch (Exception e) {
      streamFailure.set(e);
    }
  }

  private void measure(QueryEngine engine) throws Exception {
    List<String> queries = queries();
    print("query   rows   first ms  median ms     p99 ms     max ms     cpu ms");
    for (int i = 0; i < queries.size(); i++) {
      if (settings.only == 0 || settings.only == i + 1) {
        measure(engine, i + 1, queries.get(i));
      }
    }
  }

  private void measure(QueryEngine engine, int number, String sql) throws QueryException {
    long started = System.nanoTime();
    long answered = run(engine, sql);
    double first = (System.nanoTime() - started) / 1e6;
    for (int i = 0; i < settings.rounds / 2; i++) {
      run(engine, sql);
    }
    double[] millis = new double[settings.rounds];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long cpuBegin = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < millis.length; i++) {
      long begin = System.nanoTime();
      run(engine, sql);
      millis[i] = (System.nanoTime() - begin) / 1e6;
    }
    double cpu = (threads.getCurrentThreadCpuTime() - cpuBegin) / 1e6 / millis.length;
    Arrays.sort(millis);
    print(
        String.format(
            Locale.ROOT,
            "%5d %6d %10.2f %10.3f %10.3f %10.3f %10.3f",
            number,
            answered,
            first,
            millis[millis.length / 2],
            millis[(int) (millis.length * 0.99)],
            millis[millis.length - 1],
            cpu));
  }

  /** Reads every value, as a server would. */
  private static long run(QueryEngine engine, String sql) throws QueryException {
    QueryRequest request =
        new QueryRequest(
            sql, DashboardRows.DATABASE, Duration.ofSeconds(60), new QueryCancellation());
    long answered = 0;
    try (QueryResult result = engine.execute(request)) {
      ResultPage page = result.next();
      while (page != null) {
        for (int column = 0; column < result.columns().size(); column++) {
          read(page, column, result.columns().get(column).type());
        }
        answered += page.rows();
        page = result.next();
      }
    }
    return answered;
  }

  private static void read(ResultPage page, int column, ResultType type) {
    for (int row = 0; row < page.rows(); row++) {
      if (!page.isNull(column, row)) {
        switch (type) {
          case DOUBLE -> page.getDouble(column, row);
          case STRING -> page.getUtf8(column, row);
          default -> page.getLong(column, row);
        }
      }
    }
  }

  private static List<String> queries() throws IOException {
    try (InputStream stream =
        QueryEngine.class.getResourceAsStream("/io/pitwall/query/dashboard.sql")) {
      byte[] text = Objects.requireNonNull(stream, "dashboard.sql").readAllBytes();
      return SqlStatement.split(new String(text, StandardCharsets.UTF_8)).stream()
          .map(SqlStatement::text)
          .toList();
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
