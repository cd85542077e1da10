package io.pitwall.query.result;

import java.time.Duration;

/**
 * One statement to run.
 *
 * @param sql one statement; a trailing semicolon and comments are fine
 * @param database where a table name without a database is looked up
 * @param timeout from now; the statement ends with an error within a second after it
 * @param cancellation may be asked from another thread to end the statement within a second
 */
public record QueryRequest(
    String sql, String database, Duration timeout, QueryCancellation cancellation) {}
