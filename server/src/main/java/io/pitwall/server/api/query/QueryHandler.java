package io.pitwall.server.api.query;

import io.pitwall.server.api.request.BodyCollector;
import io.pitwall.server.api.request.ContentEncoding;
import io.pitwall.server.http.BodyReceiver;
import io.pitwall.server.http.Exchange;
import io.pitwall.server.http.HttpRefusal;
import io.pitwall.server.http.RequestHandler;
import io.pitwall.server.http.RequestHeader;
import io.pitwall.server.ingest.pipeline.BodyCoding;
import io.pitwall.server.query.QueryThreads;
import java.util.concurrent.RejectedExecutionException;

/**
 * Serves an endpoint that runs statements: reads the statement on the event loop and, once all
 * earlier answers of the connection are written, has it run on a query thread.
 */
final class QueryHandler implements RequestHandler {
  private final QueryEndpoint endpoint;
  private final QueryRoute route;

  QueryHandler(QueryEndpoint endpoint, QueryRoute route) {
    this.endpoint = endpoint;
    this.route = route;
  }

  @Override
  public BodyReceiver begin(Exchange exchange) throws HttpRefusal {
    RequestHeader header = exchange.header();
    BodyCoding coding = ContentEncoding.of(header);
    if (coding != null && coding != BodyCoding.PLAIN) {
      throw new HttpRefusal(415, "the body of a query must not be compressed");
    }
    String database = route.database().database(header);
    BodyCollector.MaxBody max =
        new BodyCollector.MaxBody(
            endpoint.options().maxBodyBytes(), QueryOptions.MAX_QUERY_BYTES.limitName());
    return new BodyCollector(
        header,
        endpoint.buffers(),
        max,
        (body, length) -> run(exchange, read(body, length), database));
  }

  private QueryBody read(byte[] body, int length) throws HttpRefusal {
    try {
      return QueryBody.parse(body, length);
    } finally {
      endpoint.buffers().give(body);
    }
  }

  private void run(Exchange exchange, QueryBody body, String database) {
    String where = body.database() == null ? database : body.database();
    QueryTask task =
        new QueryTask(
            endpoint, route.results(), exchange, new QueryTask.Question(body.sql(), where));
    exchange.inTurn(() -> start(exchange, task), task::cancel);
  }

  private void start(Exchange exchange, QueryTask task) {
    try {
      endpoint.threads().execute(task);
    } catch (RejectedExecutionException e) {
      endpoint.metrics().refused();
      HttpRefusal refusal =
          new HttpRefusal(
              503,
              endpoint.options().maxQueued()
                  + " queries wait already "
                  + QueryThreads.MAX_QUEUED_QUERIES.clause()
                  + "; send it again");
      exchange.answer(refusal.answer(route.errors()));
    }
  }
}
