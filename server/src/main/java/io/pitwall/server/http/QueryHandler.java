package io.pitwall.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.pitwall.server.metrics.QueryMetrics;
import io.pitwall.server.query.StatementRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code POST /api/v1/query}: reads {@code {"sql": …}} and, once all earlier answers of the
 * connection are sent, has the statement run on a query thread.
 */
final class QueryHandler implements RequestHandler {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final HttpLimits limits;
  private final BodyBuffers buffers;
  private final StatementRunner statements;
  private final Executor threads;
  private final Duration timeout;
  private final Refusals refusals;
  private final QueryMetrics metrics;

  QueryHandler(
      HttpLimits limits,
      BodyBuffers buffers,
      StatementRunner statements,
      Executor threads,
      Duration timeout,
      Refusals refusals,
      QueryMetrics metrics) {
    this.limits = limits;
    this.buffers = buffers;
    this.statements = statements;
    this.threads = threads;
    this.timeout = timeout;
    this.refusals = refusals;
    this.metrics = metrics;
  }

  @Override
  public BodyReceiver begin(Exchange exchange) throws HttpRefusal {
    RequestHeader head = exchange.head();
    BodyCoding coding = BodyCoding.declared(head);
    if (coding != null && coding != BodyCoding.PLAIN) {
      throw new HttpRefusal(415, "a query's body is not compressed");
    }
    String database = WriteHandler.database(head);
    return new BodyCollector(
        head,
        buffers,
        limits.maxQueryBytes(),
        "max-query-bytes",
        (body, length) -> begin(exchange, statement(body, length), database));
  }

  private void begin(Exchange exchange, Statement statement, String database) {
    String where = statement.database() == null ? database : statement.database();
    QueryTask task =
        new QueryTask(
            exchange,
            statements,
            statement.sql(),
            where,
            timeout,
            limits.writeTimeoutMillis(),
            metrics);
    exchange.whenDisconnected = task::cancel;
    exchange.connection().startWhenFirst(exchange, () -> start(exchange, task));
  }

  private void start(Exchange exchange, QueryTask task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      metrics.refused();
      exchange.answer(
          refusals.answer(
              new HttpRefusal(
                  503,
                  limits.maxQueuedQueries()
                      + " queries wait already (limit max-queued-queries); send it again")));
    }
  }

  /**
   * @param database where names without a database are looked up, or null for the request's
   */
  private record Statement(String sql, @Nullable String database) {}

  private Statement statement(byte[] body, int length) throws HttpRefusal {
    try (JsonParser json = JSON.createParser(body, 0, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw badBody("it is no object");
      }
      String sql = null;
      String database = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          throw badBody("'" + name + "' is no string");
        }
        switch (name) {
          case "sql" -> sql = json.getText();
          case "database" -> database = json.getText();
          default -> throw badBody("'" + name + "' is not known");
        }
      }
      if (sql == null || json.nextToken() != null) {
        throw badBody(sql == null ? "'sql' is missing" : "something follows the object");
      }
      return new Statement(sql, database);
    } catch (IOException e) {
      throw badBody(firstLine(e));
    } finally {
      buffers.give(body);
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("not JSON");
  }

  private static HttpRefusal badBody(String how) {
    return new HttpRefusal(400, "the body must be {\"sql\": \"…\"}: " + how);
  }
}
