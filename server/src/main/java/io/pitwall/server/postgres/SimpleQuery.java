package io.pitwall.server.postgres;

import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryException.Kind;
import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.ResultColumn;
import io.pitwall.query.result.ResultPage;
import io.pitwall.query.result.ResultType;
import io.pitwall.server.metrics.QueryMetrics;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one Query message: its statements in order, up to the first that fails. Called on a worker
 * thread, which owns the session and the output meanwhile.
 */
final class SimpleQuery {
  private static final Logger LOG = LoggerFactory.getLogger(SimpleQuery.class);

  private final Session session;
  private final BackendOutput output;
  private final QueryRunner runner;
  private final Duration maxTimeout;
  private final QueryMetrics metrics;
  private final SessionCommands commands;

  SimpleQuery(
      Session session,
      BackendOutput output,
      QueryRunner runner,
      Duration maxTimeout,
      QueryMetrics metrics) {
    this.session = session;
    this.output = output;
    this.runner = runner;
    this.maxTimeout = maxTimeout;
    this.metrics = metrics;
    this.commands = new SessionCommands(session);
  }

  /**
   * Answers a text and says that the session is ready for the next.
   *
   * @throws ConnectionLostException if the client went away
   */
  void run(String text, QueryCancellation cancellation) throws ConnectionLostException {
    List<SqlStatement> statements = SqlStatement.split(text);
    if (statements.isEmpty()) {
      BackendMessages.emptyQuery(output.buffer());
    }
    for (SqlStatement statement : statements) {
      if (!answer(statement, cancellation)) {
        break;
      }
    }
    BackendMessages.readyForQuery(output.buffer(), session.status());
    output.flush();
  }

  private boolean answer(SqlStatement statement, QueryCancellation cancellation)
      throws ConnectionLostException {
    try {
      if (!commands.answer(statement, output.buffer())) {
        counted(statement, cancellation);
      }
      return true;
    } catch (QueryException e) {
      if (e.kind() == Kind.INTERNAL || e.kind() == Kind.STORAGE) {
        LOG.error("A statement failed by no fault of its client", e);
      }
      fail(PostgresError.of(e, statement));
    } catch (PostgresException e) {
      fail(e.error().at(statement.position()));
    }
    return false;
  }

  private void fail(PostgresError error) {
    session.setStatus(session.status().afterError());
    BackendMessages.error(output.buffer(), error);
  }

  private void counted(SqlStatement statement, QueryCancellation cancellation)
      throws QueryException, PostgresException, ConnectionLostException {
    long start = System.nanoTime();
    try {
      long rows = query(statement, cancellation);
      metrics.answered(rows, System.nanoTime() - start);
    } catch (ConnectionLostException e) {
      metrics.aborted();
      throw e;
    } catch (QueryException | PostgresException | RuntimeException e) {
      metrics.failed(System.nanoTime() - start);
      throw e;
    }
  }

  /** Gives the number of rows. */
  private long query(SqlStatement statement, QueryCancellation cancellation)
      throws QueryException, PostgresException, ConnectionLostException {
    Duration timeout = session.settings().statementTimeout(maxTimeout);
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    QueryRequest request =
        new QueryRequest(statement.text(), session.database(), timeout, cancellation);
    try (QueryResult result = runner.execute(request)) {
      List<ResultColumn> columns = result.columns();
      if (columns.size() > RowEncoder.MAX_COLUMNS) {
        throw new PostgresException(
            PostgresError.error(
                PostgresError.TOO_MANY_COLUMNS,
                "an answer has at most "
                    + RowEncoder.MAX_COLUMNS
                    + " columns, this one "
                    + columns.size()));
      }
      RowEncoder.writeDescription(output.buffer(), columns);
      ResultType[] types = columns.stream().map(ResultColumn::type).toArray(ResultType[]::new);
      long rows = 0;
      ResultPage page = result.next();
      while (page != null) {
        writePage(page, types, cancellation, deadlineNanos);
        rows += page.rows();
        page = result.next();
      }
      BackendMessages.commandComplete(output.buffer(), "SELECT " + rows);
      return rows;
    }
  }

  private void writePage(
      ResultPage page, ResultType[] types, QueryCancellation cancellation, long deadlineNanos)
      throws QueryException, ConnectionLostException {
    int rows = page.rows();
    for (int row = 0; row < rows; row++) {
      RowEncoder.writeRow(output.buffer(), types, page, row);
      output.roomForMore(cancellation, deadlineNanos);
    }
  }
}
