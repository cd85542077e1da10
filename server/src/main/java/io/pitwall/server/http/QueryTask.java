package io.pitwall.server.http;

import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultPage;
import io.pitwall.server.metrics.QueryMetrics;
import io.pitwall.server.query.StatementRunner;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one statement and sends its rows. What fits one piece is sent with its length; more goes out
 * in chunks while the client keeps up. An error behind the first byte cuts the connection before
 * the last chunk, so that a part never looks like the whole.
 */
final class QueryTask implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(QueryTask.class);
  private static final int PIECE_BYTES = 64 << 10;

  private final Exchange exchange;
  private final StatementRunner statements;
  private final QueryMetrics metrics;
  private final QueryRequest request;
  private final AnswerStream stream;
  private final QueryCancellation cancellation = new QueryCancellation();

  QueryTask(
      Exchange exchange,
      StatementRunner statements,
      String sql,
      String database,
      Duration timeout,
      long writeTimeoutMillis,
      QueryMetrics metrics) {
    this.exchange = exchange;
    this.statements = statements;
    this.metrics = metrics;
    this.request = new QueryRequest(sql, database, timeout, cancellation);
    this.stream = new AnswerStream(exchange, writeTimeoutMillis);
  }

  /** The client is gone. Any thread. */
  void cancel() {
    cancellation.cancel();
    stream.cancel();
  }

  @Override
  public void run() {
    long start = System.nanoTime();
    try {
      long rows = send(start);
      metrics.answered(rows, System.nanoTime() - start);
    } catch (QueryException e) {
      fail(e, System.nanoTime() - start);
    } catch (AnswerStream.BrokenException e) {
      LOG.debug("a query's client went before the answer was whole");
      metrics.aborted();
    } catch (RuntimeException e) {
      LOG.error("a query failed because of a fault of the server", e);
      fail(
          new QueryException(
              QueryException.Kind.INTERNAL, "the server failed; its log says why", 0, 0, e),
          System.nanoTime() - start);
    }
  }

  private long send(long start) throws QueryException, AnswerStream.BrokenException {
    try (QueryResult result = statements.execute(exchange.principal(), request)) {
      JsonRows json = new JsonRows(result.columns());
      for (ResultPage page = result.next(); page != null; page = result.next()) {
        for (int row = 0; row < page.rows(); row++) {
          json.row(page, row);
          if (json.length() >= PIECE_BYTES) {
            stream.piece(json.takePiece());
          }
        }
      }
      byte[] last = json.end((System.nanoTime() - start) / 1e6);
      if (stream.hasBegun()) {
        stream.piece(last);
        stream.end();
      } else {
        exchange.answer(Answer.json(200, last));
      }
      return json.rows();
    }
  }

  private void fail(QueryException e, long nanos) {
    if (stream.hasBegun()) {
      LOG.warn("a query failed after a part of its answer was sent: {}", e.getMessage());
      stream.abort();
      metrics.aborted();
    } else {
      exchange.answer(QueryErrors.answer(e, nanos / 1e6));
      metrics.failed(nanos);
    }
  }
}
