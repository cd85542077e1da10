package io.pitwall.server;

import io.pitwall.query.QueryEngine;
import io.pitwall.query.result.QueryException;
import io.pitwall.server.api.ApiRoutes;
import io.pitwall.server.api.MeteredHttp;
import io.pitwall.server.api.query.QueryEndpoint;
import io.pitwall.server.api.status.HealthReport;
import io.pitwall.server.api.status.StatusEndpoints;
import io.pitwall.server.api.write.WriteEndpoints;
import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.auth.Tokens;
import io.pitwall.server.config.Setting;
import io.pitwall.server.config.Settings;
import io.pitwall.server.http.HttpOptions;
import io.pitwall.server.http.HttpServer;
import io.pitwall.server.http.Route;
import io.pitwall.server.http.RouteTable;
import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.WriteFormat;
import io.pitwall.server.ingest.pipeline.IngestPipeline;
import io.pitwall.server.ingest.pipeline.WriteTarget;
import io.pitwall.server.metrics.PrometheusText;
import io.pitwall.server.metrics.ServerMetrics;
import io.pitwall.server.network.EventLoops;
import io.pitwall.server.postgres.PostgresOptions;
import io.pitwall.server.postgres.PostgresServer;
import io.pitwall.server.query.QueryThreads;
import io.pitwall.server.warmup.ServerWarmUp;
import io.pitwall.storage.Store;
import io.pitwall.storage.StoreStatistics;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.OsFileSystem;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.runtime.ThreadScheduler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: takes writes once {@link #start} has returned, ends in order when closed. Safe
 * for all threads.
 */
public final class PitwallServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PitwallServer.class);

  /** Writes are warm when the real store has taken this many rows. */
  private static final long ROWS_THAT_WARM_UP = 100_000;

  private static final AtomicBoolean WARMED_UP = new AtomicBoolean();

  private final Settings settings;
  private final Clock clock = new SystemClock();
  private final long startNanos = clock.monotonicNanos();
  private final ServerMetrics metrics =
      new ServerMetrics(
          Arrays.stream(WriteFormat.values()).map(WriteFormat::label).toList(),
          List.of(QueryEndpoint.METRICS_LABEL, PostgresServer.QUERY_LABEL));
  private final OsFileSystem files;
  private final ThreadScheduler scheduler;
  private final Store store;
  private final Tokens tokens;
  private final @Nullable String createdToken;
  private final LoginAttempts logins;
  private final QueryEngine queries;
  private final QueryThreads queryThreads;
  private final IngestPipeline ingest;
  private final RouteTable routes;
  private final HttpServer http;
  private final PostgresServer postgres;
  private final StoppedWork stoppedWork = new StoppedWork(Runtime.getRuntime()::halt);
  private volatile boolean closing;
  private boolean closed;

  /** What was opened so far, to be closed again, last first, if a later step fails. */
  private final ArrayList<AutoCloseable> opened = new ArrayList<>();

  private PitwallServer(Settings settings, @Nullable String adminToken) throws IOException {
    this.settings = settings;
    boolean whole = false;
    try {
      InetSocketAddress httpAddress = settings.resolved(Setting.HTTP);
      InetSocketAddress postgresAddress = settings.resolved(Setting.PG);
      files = opened(OsFileSystem.open(Path.of(settings.text(Setting.DATA_DIR))));
      scheduler = opened(new ThreadScheduler(clock, stoppedWork));
      store = opened(Store.open(ServerOptions.store(settings), files, clock, scheduler));
      StoreStatistics atOpening = store.statistics();
      tokens = Tokens.open(files, adminToken, new SecureRandom());
      logins = new LoginAttempts(ServerOptions.logins(settings), clock);
      queries = opened(new QueryEngine(store, clock, ServerOptions.queries(settings)));
      EventLoops loops = opened(new EventLoops(settings.count(Setting.NETWORK_THREADS)));
      queryThreads = opened(new QueryThreads(ServerOptions.queryThreads(settings), clock));
      ingest =
          opened(
              new IngestPipeline(
                  ServerOptions.pipeline(settings), WriteTarget.of(store), metrics, clock));
      routes = routes();
      http = opened(startHttp(httpAddress, loops));
      postgres = opened(PostgresServer.start(postgresOptions(postgresAddress), loops));
      scheduler.start(tokens.watch());
      // Nothing can fail any more, so that a token is never made without being shown.
      createdToken = tokens.save();
      whole = true;
      StartReport.warnOfPlaintext(settings, Setting.HTTP, httpAddress);
      StartReport.warnOfPlaintext(settings, Setting.PG, postgresAddress);
      StartReport.started(settings, version(), atOpening, uptimeMillis());
    } finally {
      if (!whole) {
        closeAll();
      }
    }
    Thread.ofPlatform().name("pitwall-warm-up").daemon(true).start(this::warmUp);
  }

  /**
   * Opens the data directory, brings back what was acknowledged, and begins to serve.
   *
   * <p>A first start makes the admin's token as its last step ({@link #createdToken}): one that
   * fails earlier, because a port is in use for example, leaves none.
   *
   * @param adminToken the admin's token from now on, or null to keep or make one
   * @throws IOException if the directory can't be opened or the server can't listen on an address
   * @throws IllegalArgumentException if settings contradict each other
   */
  public static PitwallServer start(Settings settings, @Nullable String adminToken)
      throws IOException {
    return new PitwallServer(settings, adminToken);
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.add(part);
    return part;
  }

  private HttpServer startHttp(InetSocketAddress address, EventLoops loops) throws IOException {
    HttpOptions options =
        new HttpOptions(
            address,
            ServerOptions.http(settings),
            tokens::authenticate,
            logins,
            ingest::isCongested,
            clock);
    return HttpServer.start(options, routes, loops, new MeteredHttp(metrics));
  }

  private RouteTable routes() {
    WriteEndpoints writes =
        new WriteEndpoints(ingest, settings.arrayBytes(Setting.MAX_BODY_BYTES), clock);
    QueryEndpoint statements =
        new QueryEndpoint(
            (principal, request) -> queries.execute(request),
            queryThreads,
            ingest.buffers(),
            ServerOptions.httpQueries(settings),
            metrics.queries(QueryEndpoint.METRICS_LABEL),
            clock);
    StatusEndpoints status =
        new StatusEndpoints(this::health, this::isReady, this::metricsText, version());
    return ApiRoutes.table(writes, statements, status);
  }

  private PostgresOptions postgresOptions(InetSocketAddress address) {
    return new PostgresOptions(
        address,
        ServerOptions.postgres(settings),
        (principal, request) -> queries.execute(request),
        queryThreads,
        tokens::verifier,
        logins,
        metrics.queries(PostgresServer.QUERY_LABEL),
        clock);
  }

  /** Once per process, since compiled code serves all servers in it. */
  private void warmUp() {
    if (WARMED_UP.getAndSet(true)) {
      return;
    }
    try {
      ServerWarmUp.run(
          clock, () -> store.statistics().commits().rows() > ROWS_THAT_WARM_UP, () -> closing);
    } catch (IOException | QueryException | MalformedBodyException | RuntimeException e) {
      LOG.warn("the warm-up failed; the first requests will be slow", e);
    }
  }

  /** The address HTTP listens on, with the port that the system chose. */
  public InetSocketAddress httpAddress() {
    return http.address();
  }

  /** The address PostgreSQL clients connect to, with the port that the system chose. */
  public InetSocketAddress postgresAddress() {
    return postgres.address();
  }

  /** All routes of one kind of access as {@code METHOD PATH}, sorted. */
  public List<String> routes(Route.Access access) {
    return routes.list(access);
  }

  /** Bytes of all request bodies in memory. */
  public long inflightBytes() {
    return ingest.buffers().inUseBytes();
  }

  public Settings settings() {
    return settings;
  }

  /** The admin's token if this start made it, to be shown once; else null. */
  public @Nullable String createdToken() {
    return createdToken;
  }

  public QueryEngine queries() {
    return queries;
  }

  /** What the store counts. */
  public StoreStatistics storeStatistics() {
    return store.statistics();
  }

  private boolean isReady() {
    return !closing && stoppedWork.description() == null && store.isReady();
  }

  /** How the server is. */
  public HealthReport health() {
    StoreStatistics statistics = store.statistics();
    List<String> codes = new ArrayList<>();
    List<String> details = new ArrayList<>();
    HealthReport.Status status = HealthReport.Status.OK;
    if (!statistics.replay().damages().isEmpty()) {
      status = HealthReport.Status.DEGRADED;
      codes.add("damage-found");
      details.addAll(statistics.replay().damages());
    }
    String sealingTrouble = statistics.sealing().trouble();
    if (sealingTrouble != null) {
      status = HealthReport.Status.DEGRADED;
      codes.add("sealing-trouble");
      details.add(sealingTrouble);
    }
    String failure = statistics.commits().failure();
    if (failure != null) {
      status = HealthReport.Status.FAILING;
      codes.add("log-failed");
      details.add(failure);
    }
    String stopped = stoppedWork.description();
    if (stopped != null) {
      status = HealthReport.Status.FAILING;
      codes.add("background-work-stopped");
      details.add(stopped);
    }
    return new HealthReport(status, codes, details, uptimeMillis());
  }

  private byte[] metricsText() {
    PrometheusText text = new PrometheusText();
    metrics.write(text);
    StoreMetrics.write(text, store.statistics());
    text.gauge("pitwall_queries_running", "Statements that compute.", queryThreads.running());
    text.gauge(
        "pitwall_queries_paused",
        "Statements that have begun and wait for their client to read.",
        queryThreads.paused());
    text.gauge(
        "pitwall_queries_waiting", "Statements that wait to compute.", queryThreads.waiting());
    text.gauge(
        "pitwall_query_memory_bytes",
        "Memory for the groups, sort buffers and similar data of all statements.",
        queries.reservedMemoryBytes());
    text.gauge(
        "pitwall_postgres_connections",
        "PostgreSQL connections that are open.",
        postgres.connections());
    LoginMetrics.write(text, logins);
    String refused = "pitwall_refused_connections_total";
    text.family(refused, "counter", "Connections turned away, by the limit that was reached.");
    http.refusedConnections().forEach((limit, n) -> text.sample(refused, limitLabel(limit), n));
    postgres.refusedConnections().forEach((limit, n) -> text.sample(refused, limitLabel(limit), n));
    StoreMetrics.writeProcess(text, uptimeMillis(), inflightBytes());
    return text.toUtf8();
  }

  private static String limitLabel(String limit) {
    return "limit=\"" + limit + "\"";
  }

  private long uptimeMillis() {
    return TimeUnit.NANOSECONDS.toMillis(clock.monotonicNanos() - startNanos);
  }

  private static String version() {
    String version = PitwallServer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * Ends in order: takes nothing new, answers what is under way, commits, marks the log, closes. A
   * second call does nothing.
   *
   * @throws IOException if the store could not be closed; what was acknowledged is safe all the
   *     same
   */
  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      closing = true;
      long begin = clock.monotonicNanos();
      closeAll();
      long millis = TimeUnit.NANOSECONDS.toMillis(clock.monotonicNanos() - begin);
      StartReport.stopped(millis, uptimeMillis());
    }
  }

  private void closeAll() throws IOException {
    @Nullable IOException failure = null;
    for (AutoCloseable part : opened.reversed()) {
      try {
        part.close();
      } catch (Exception e) {
        IOException wrapped = e instanceof IOException io ? io : new IOException(e);
        if (failure == null) {
          failure = wrapped;
        } else {
          failure.addSuppressed(wrapped);
        }
      }
    }
    opened.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
