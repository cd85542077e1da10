package io.pitwall.server.api.status;

import io.pitwall.server.api.request.ErrorShapes;
import io.pitwall.server.http.Answer;
import io.pitwall.server.http.Exchange;
import io.pitwall.server.http.RequestHandler;
import io.pitwall.server.http.Route;
import io.pitwall.server.json.JsonWriter;
import io.pitwall.server.metrics.PrometheusText;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes routes that tell how the server is. The suppliers are asked per request, on any thread.
 *
 * @param health how the server is
 * @param isReady whether it takes writes and queries
 * @param metricsText all metrics in the Prometheus text format, as UTF-8
 * @param version the server's version
 */
public record StatusEndpoints(
    Supplier<HealthReport> health,
    BooleanSupplier isReady,
    Supplier<byte[]> metricsText,
    String version) {
  private static final String INFLUXDB_VERSION = "1.8.0";

  /** Makes a public route: 200, or 503 if the server is failing. Details only with a token. */
  public Route health(String path) {
    return get(path, Route.Access.PUBLIC, this::healthAnswer);
  }

  /** Makes a public route: 200 if the server takes writes and queries, else 503. */
  public Route ready(String path) {
    return get(path, Route.Access.PUBLIC, exchange -> readyAnswer());
  }

  /**
   * Makes a public route that answers 204 with the version, and with that of the InfluxDB whose
   * writes are understood: clients of InfluxDB 1 look for it and fail without one.
   */
  public Route ping(String path) {
    Answer pong =
        Answer.NO_CONTENT
            .withHeader("X-Pitwall-Version", version)
            .withHeader("X-Influxdb-Version", INFLUXDB_VERSION)
            .withHeader("X-Influxdb-Build", "Pitwall");
    return get(path, Route.Access.PUBLIC, exchange -> pong);
  }

  /** Makes a route for callers with a token: all metrics. */
  public Route metrics(String path) {
    return get(
        path,
        Route.Access.TOKEN,
        exchange -> Answer.of(200, PrometheusText.CONTENT_TYPE, metricsText.get()));
  }

  private static Route get(String path, Route.Access access, Function<Exchange, Answer> answer) {
    return new Route(
        "GET", path, access, ErrorShapes.ERROR_MEMBER, RequestHandler.answering(answer));
  }

  private Answer healthAnswer(Exchange exchange) {
    HealthReport report = health.get();
    int status = report.status() == HealthReport.Status.FAILING ? 503 : 200;
    return Answer.json(status, report.toJson(version, exchange.principal().isAuthenticated()));
  }

  private Answer readyAnswer() {
    boolean ready = isReady.getAsBoolean();
    JsonWriter json = new JsonWriter().raw("{\"status\":").string(ready ? "ready" : "not ready");
    return Answer.json(ready ? 200 : 503, json.raw("}\n").toByteArray());
  }
}
