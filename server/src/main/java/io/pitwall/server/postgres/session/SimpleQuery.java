package io.pitwall.server.postgres.session;

import io.pitwall.query.QueryRequest;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryException.Kind;
import io.pitwall.query.result.QueryResult;
import io.pitwall.query.result.QueryTimeout;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.server.network.ClientGoneException;
import io.pitwall.server.postgres.wire.BackendMessages;
import io.pitwall.server.postgres.wire.DataRows;
import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import io.pitwall.server.postgres.wire.PostgresTextEncoder;
import io.pitwall.server.query.QueryPermit;
import io.pitwall.server.query.RunningStatement;
import io.pitwall.server.result.ResultEncoder;
import io.pitwall.storage.runtime.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one Query message: its statements in order, up to the first that fails. Called on a worker
 * thread, which owns the session and the output meanwhile.
 */
final class SimpleQuery {
  private static final Logger LOG = LoggerFactory.getLogger(SimpleQuery.class);

  private final SessionServices services;
  private final Session session;
  private final BackendOutput output;
  private final SessionCommands commands;

  SimpleQuery(SessionServices services, Session session, BackendOutput output) {
    this.services = services;
    this.session = session;
    this.output = output;
    this.commands = new SessionCommands(session);
  }

  /**
   * Answers a text and reports that the session is ready for the next.
   *
   * @throws ClientGoneException if the client went away
   */
  void run(String text, QueryCancellation cancellation, QueryPermit permit)
      throws ClientGoneException {
    List<SqlStatement> statements = SqlStatement.split(text);
    if (statements.isEmpty()) {
      BackendMessages.emptyQuery(output.buffer());
    }
    for (SqlStatement statement : statements) {
      if (!answer(statement, cancellation, permit)) {
        break;
      }
    }
    BackendMessages.readyForQuery(output.buffer(), session.status());
    output.flush();
  }

  private boolean answer(SqlStatement statement, QueryCancellation cancellation, QueryPermit permit)
      throws ClientGoneException {
    try {
      if (!commands.answer(statement, output.buffer())) {
        counted(running(statement, cancellation, permit));
      }
      return true;
    } catch (QueryException e) {
      if (e.kind() == Kind.INTERNAL || e.kind() == Kind.STORAGE) {
        LOG.error("A statement failed because of a fault of the server", e);
      }
      fail(error(e, statement));
    } catch (PostgresException e) {
      fail(e.error().at(statement.position()));
    }
    return false;
  }

  /** The engine's error, with its place in the whole text of the query. */
  private static PostgresError error(QueryException failure, SqlStatement statement) {
    int position = statement.position(failure.line(), failure.column());
    return PostgresError.error(failure.kind().sqlState(), String.valueOf(failure.getMessage()))
        .at(position);
  }

  private void fail(PostgresError error) {
    session.setStatus(session.status().afterError());
    BackendMessages.error(output.buffer(), error);
  }

  private RunningStatement running(
      SqlStatement statement, QueryCancellation cancellation, QueryPermit permit) {
    QueryTimeout timeout =
        new QueryTimeout(session.settings().statementTimeout(services.limits().queryTimeout()));
    return new RunningStatement(
        new QueryRequest(statement, session.database(), timeout, cancellation), permit);
  }

  private void counted(RunningStatement statement)
      throws QueryException, PostgresException, ClientGoneException {
    Clock clock = services.clock();
    long start = clock.monotonicNanos();
    try {
      long rows = query(statement);
      services.metrics().answered(rows, clock.monotonicNanos() - start);
    } catch (ClientGoneException e) {
      services.metrics().aborted();
      throw e;
    } catch (QueryException | PostgresException | RuntimeException | Error e) {
      services.metrics().failed(clock.monotonicNanos() - start);
      throw e;
    }
  }

  /** Runs the statement and writes its answer; returns the number of rows. */
  private long query(RunningStatement statement)
      throws QueryException, PostgresException, ClientGoneException {
    try (QueryResult result = services.runner().execute(session.principal(), statement.request())) {
      int columns = result.columns().size();
      if (columns > DataRows.MAX_COLUMNS) {
        throw PostgresException.error(
            PostgresError.TOO_MANY_COLUMNS,
            "an answer has at most " + DataRows.MAX_COLUMNS + " columns, this one " + columns);
      }
      StatementOutput sink = new StatementOutput(output, statement);
      return ResultEncoder.encode(result, new PostgresTextEncoder(), sink);
    }
  }
}
