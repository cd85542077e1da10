package io.pitwall.query;

import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryTimeout;
import io.pitwall.query.result.SettingValues;
import io.pitwall.query.statement.SqlStatement;
import java.time.Duration;

/**
 * One statement to run.
 *
 * @param statement may end with a semicolon and contain comments
 * @param database where a table name without a database is looked up
 * @param timeout from the call of {@link QueryEngine#execute}; the statement ends with an error
 *     within a second after it
 * @param cancellation may be requested by another thread to end the statement within a second
 * @param settings of the session
 */
public record QueryRequest(
    SqlStatement statement,
    String database,
    QueryTimeout timeout,
    QueryCancellation cancellation,
    SettingValues settings) {

  /** A request without a session, whose text is one statement. */
  public QueryRequest(
      String sql, String database, Duration timeout, QueryCancellation cancellation) {
    this(
        SqlStatement.of(sql),
        database,
        new QueryTimeout(timeout),
        cancellation,
        SettingValues.NONE);
  }

  /** The statement's text. */
  public String sql() {
    return statement.text();
  }
}
