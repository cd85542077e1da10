package io.pitwall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.query.result.QueryException;
import io.pitwall.server.api.query.QueryEndpoint;
import io.pitwall.server.api.query.QueryOptions;
import io.pitwall.server.api.status.HealthReport;
import io.pitwall.server.api.status.StatusEndpoints;
import io.pitwall.server.api.write.WriteEndpoints;
import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.auth.Principal;
import io.pitwall.server.http.HttpLimits;
import io.pitwall.server.http.HttpOptions;
import io.pitwall.server.http.HttpServer;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.ingest.WriteFormat;
import io.pitwall.server.ingest.pipeline.IngestPipeline;
import io.pitwall.server.ingest.pipeline.PipelineOptions;
import io.pitwall.server.ingest.pipeline.WriteTarget;
import io.pitwall.server.metrics.ServerMetrics;
import io.pitwall.server.network.EventLoops;
import io.pitwall.server.query.QueryThreads;
import io.pitwall.storage.batch.StoreFailedException;
import io.pitwall.storage.batch.StoreOverloadedException;
import io.pitwall.storage.batch.WriteBatch;
import io.pitwall.storage.batch.WriteCompletion;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.runtime.Clock;
import io.pitwall.storage.runtime.SystemClock;
import io.pitwall.storage.schema.CatalogView;
import io.pitwall.storage.schema.TableSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The answers of a server whose store can't do its work. */
class FailingStoreTest {
  private static final String TOKEN = "good";

  private final FailingStore store = new FailingStore();
  private volatile HealthReport health =
      new HealthReport(HealthReport.Status.OK, List.of(), List.of(), 1);
  private EventLoops loops;
  private IngestPipeline ingest;
  private QueryThreads queryThreads;
  private volatile @Nullable Error queryError;
  private volatile QueryException queryFailure =
      new QueryException(QueryException.Kind.STORAGE, "block 7 of segment 3 is damaged");
  private HttpServer server;
  private HttpClient client;

  @BeforeEach
  void start() throws IOException {
    loops = new EventLoops(1);
    Clock clock = new SystemClock();
    ServerMetrics metrics =
        new ServerMetrics(
            Arrays.stream(WriteFormat.values()).map(WriteFormat::label).toList(),
            List.of(QueryEndpoint.METRICS_LABEL));
    ingest =
        new IngestPipeline(
            new PipelineOptions(
                1,
                new PipelineOptions.MemoryBudget(8 << 20, 4 << 20),
                1 << 20,
                IngestLimits.DEFAULT,
                WriteLimits.DEFAULT),
            store,
            metrics,
            clock);
    queryThreads = new QueryThreads(new QueryThreads.Counts(1, 1, 1), clock);
    QueryEndpoint queries =
        new QueryEndpoint(
            (principal, request) -> {
              Error error = queryError;
              if (error != null) {
                throw error;
              }
              throw queryFailure;
            },
            queryThreads,
            ingest.buffers(),
            new QueryOptions(4096, 1, Duration.ofSeconds(9)),
            metrics.queries(QueryEndpoint.METRICS_LABEL),
            clock);
    StatusEndpoints status =
        new StatusEndpoints(
            () -> health,
            () -> health.status() != HealthReport.Status.FAILING,
            () -> new byte[0],
            "test");
    HttpOptions options =
        new HttpOptions(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new HttpLimits(
                10,
                10,
                1000,
                8,
                new HttpLimits.Header(8192, 50),
                new HttpLimits.Timeouts(9_000, 9_000, 9_000, 9_000)),
            token -> token.equals(TOKEN) ? Principal.ofUser("admin") : Principal.ANONYMOUS,
            new LoginAttempts(LoginAttempts.Limits.DEFAULT, clock),
            ingest::isCongested,
            clock);
    server =
        HttpServer.start(
            options,
            ApiRoutes.table(new WriteEndpoints(ingest, 1 << 20, clock), queries, status),
            loops,
            new MeteredHttp(metrics));
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    queryThreads.close();
    ingest.close();
    loops.close();
  }

  @Test
  void anOverloadedStoreIsToldWithLeaveToComeAgain() throws Exception {
    store.failure = new StoreOverloadedException("full (limit max-head-bytes)");
    HttpResponse<String> answer = write();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body()).contains("max-head-bytes");
    assertThat(ingest.buffers().inUseBytes()).isZero();
  }

  @Test
  void aFailedStoreIsToldWithoutLeaveToComeAgain() throws Exception {
    store.failure = new StoreFailedException("the log can't be synced", null);
    HttpResponse<String> answer = write();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    assertThat(answer.body()).contains("the log can't be synced");
  }

  private HttpResponse<String> select() throws Exception {
    HttpRequest request =
        request("/api/v1/query")
            .POST(HttpRequest.BodyPublishers.ofString("{\"sql\":\"SELECT 1\"}"))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void aStatementThatAnErrorEndsIsAnswered() throws Exception {
    for (Error planted :
        List.of(new OutOfMemoryError("planted"), new NoClassDefFoundError("planted"))) {
      queryError = planted;
      HttpResponse<String> answer = select();
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("XX000").doesNotContain("planted");
    }
    queryError = null;
    assertThat(select().body()).contains("58030");
  }

  @Test
  void aStatementThatTheServerEndsForOthersMayComeAgain() throws Exception {
    queryFailure =
        new QueryException(QueryException.Kind.OVERLOADED, "full (limit max-pinned-bytes)");
    HttpResponse<String> answer = select();
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(answer.body()).contains("max-pinned-bytes", "53200");
  }

  @Test
  void aDamagedBlockIsAnErrorOfTheServer() throws Exception {
    HttpResponse<String> answer = select();
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("block 7 of segment 3 is damaged", "58030");
  }

  @Test
  void healthTellsWhatIsWrongAndDetailsOnlyToWhoHasAToken() throws Exception {
    health =
        new HealthReport(
            HealthReport.Status.DEGRADED, List.of("damage-found"), List.of("log-3 at 17"), 1);
    HttpResponse<String> degraded = get(plain("/health"));
    assertThat(degraded.statusCode()).isEqualTo(200);
    assertThat(degraded.body())
        .contains("\"status\":\"pass\",\"state\":\"degraded\"", "\"reasons\":[\"damage-found\"]");
    assertThat(degraded.body()).doesNotContain("log-3");
    assertThat(get(request("/health")).body()).contains("\"details\":[\"log-3 at 17\"]");
    assertThat(get(plain("/ready")).statusCode()).isEqualTo(200);
    health =
        new HealthReport(
            HealthReport.Status.FAILING, List.of("log-failed"), List.of("no space"), 1);
    HttpResponse<String> failing = get(plain("/health"));
    assertThat(failing.statusCode()).isEqualTo(503);
    assertThat(failing.body()).contains("\"failing\"", "log-failed").doesNotContain("no space");
    assertThat(get(plain("/ready")).statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> write() throws Exception {
    HttpRequest request =
        request("/write?db=d").POST(HttpRequest.BodyPublishers.ofString("t v=1 1")).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(HttpRequest.Builder request) throws Exception {
    return client.send(request.GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return plain(path).header("Authorization", "Bearer " + TOKEN);
  }

  private HttpRequest.Builder plain(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + server.address().getPort() + path));
  }

  /** Knows no table and stores nothing. */
  private static final class FailingStore implements WriteTarget {
    private static final CatalogView NOTHING =
        new CatalogView() {
          @Override
          public long version() {
            return 1;
          }

          @Override
          public List<String> databases() {
            return List.of();
          }

          @Override
          public List<TableSchema> tables(String database) {
            return List.of();
          }

          @Override
          public @Nullable TableSchema find(String database, String table) {
            return null;
          }
        };

    volatile Exception failure = new IllegalStateException("not set by the test");

    @Override
    public CatalogView catalog() {
      return NOTHING;
    }

    @Override
    public void write(WriteBatch batch, WriteCompletion completion) {
      completion.failed(failure);
    }

    @Override
    public boolean isCongested() {
      return false;
    }
  }
}
