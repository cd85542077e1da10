package io.pitwall.server.api.query;

import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.server.http.AnswerStream;
import io.pitwall.server.http.Exchange;
import io.pitwall.server.network.ClientGoneException;
import io.pitwall.server.query.QueryPermit;
import io.pitwall.server.query.QueryThreads;
import io.pitwall.server.query.RunningStatement;
import io.pitwall.server.result.ResultEncoder;
import io.pitwall.server.result.ResultFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one statement and sends its rows. Rows that fit one piece are sent with their length; more
 * are sent in chunks while the client reads. After the first chunk an error closes the connection
 * before the last chunk, so that a part never looks like the whole. Runs on a query thread, and
 * lets others compute while its client has too much unread.
 */
final class QueryTask implements QueryThreads.Work {
  private static final Logger LOG = LoggerFactory.getLogger(QueryTask.class);

  private final QueryEndpoint endpoint;
  private final ResultFormat format;
  private final Exchange exchange;
  private final QueryRequest request;
  private final AnswerStream stream;
  private final QueryCancellation cancellation = new QueryCancellation();

  /**
   * What a client asks.
   *
   * @param sql one statement
   * @param database where table names without a database are looked up
   */
  record Question(String sql, String database) {}

  QueryTask(QueryEndpoint endpoint, ResultFormat format, Exchange exchange, Question question) {
    this.endpoint = endpoint;
    this.format = format;
    this.exchange = exchange;
    this.request =
        new QueryRequest(
            question.sql(), question.database(), endpoint.options().timeout(), cancellation);
    this.stream = exchange.stream(200, format.contentType());
    cancellation.onCancel(stream::cancel);
  }

  /** The client is gone. Any thread. */
  void cancel() {
    cancellation.cancel();
  }

  @Override
  public void run(QueryPermit permit) {
    long start = now();
    try {
      long rows = send(start, permit);
      endpoint.metrics().answered(rows, now() - start);
    } catch (QueryException e) {
      fail(e, now() - start);
    } catch (ClientGoneException e) {
      LOG.debug("a query's client went before the answer was whole");
      endpoint.metrics().aborted();
    } catch (Throwable e) {
      LOG.error("a query failed because of a fault of the server", e);
      fail(
          new QueryException(
              QueryException.Kind.INTERNAL, "the server failed; its log says why", 0, 0, e),
          now() - start);
    }
  }

  private long send(long start, QueryPermit permit) throws QueryException, ClientGoneException {
    RunningStatement running = new RunningStatement(request, permit);
    AnswerSink sink = new AnswerSink(exchange, stream, format.contentType(), running);
    try (QueryResult result = endpoint.statements().execute(exchange.principal(), request)) {
      ResultEncoder encoder = format.encoder(() -> now() - start);
      long rows = ResultEncoder.encode(result, encoder, sink);
      sink.end();
      return rows;
    } finally {
      sink.discard();
    }
  }

  private void fail(QueryException e, long nanos) {
    if (stream.hasBegun()) {
      LOG.warn("a query failed after a part of its answer was sent: {}", e.getMessage());
      stream.abort();
      endpoint.metrics().aborted();
    } else {
      exchange.answer(QueryErrors.answer(e, nanos / 1e6));
      endpoint.metrics().failed(nanos);
    }
  }

  private long now() {
    return endpoint.clock().monotonicNanos();
  }
}
