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
   * @throws PostgresException if the session is to end; a fatal error
   */
  void run(String text, QueryCancellation cancellation, QueryPermit permit)
      throws ClientGoneException, PostgresException {
    int most = SessionLimits.MAX_PG_STATEMENTS.defaultInt();
    List<SqlStatement> statements = SqlStatement.split(text, most + 1);
    if (statements.isEmpty()) {
      session.requireGoingOn();
      BackendMessages.emptyQuery(output.buffer());
    }
    if (statements.size() > most) {
      fail(tooMany(most));
    } else {
      MessageTime time = new MessageTime(services.clock(), services.limits().queryTimeout());
      for (SqlStatement statement : statements) {
        session.requireGoingOn();
        if (!answer(statement, time, new Run(cancellation, permit))) {
          break;
        }
      }
    }
    BackendMessages.readyForQuery(output.buffer(), session.status());
    output.flush();
  }

  private static PostgresError tooMany(int most) {
    return PostgresError.error(
            PostgresError.LIMIT_EXCEEDED,
            "the text has more than "
                + most
                + " statements "
                + SessionLimits.MAX_PG_STATEMENTS.clause()
                + "; none was run")
        .withHint("Send it in parts.");
  }

  /** What all statements of a text share. */
  private record Run(QueryCancellation cancellation, QueryPermit permit) {}

  private boolean answer(SqlStatement statement, MessageTime time, Run run)
      throws ClientGoneException {
    try {
      run.cancellation().check();
      QueryTimeout timeout = time.next(session.settings().statementTimeout());
      try {
        answer(running(statement, timeout, run));
      } finally {
        time.ended(timeout);
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

  /** The answers of the session's own statements wait for the client as rows do. */
  private void answer(RunningStatement statement)
      throws QueryException, PostgresException, ClientGoneException {
    if (!commands.answer(statement.request().statement(), output.buffer())) {
      counted(statement);
    }
    new StatementOutput(output, statement).roomForMore();
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

  private RunningStatement running(SqlStatement statement, QueryTimeout timeout, Run run) {
    return new RunningStatement(
        new QueryRequest(
            statement, session.database(), timeout, run.cancellation(), session.settings()::get),
        run.permit());
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
