/**
 * The PostgreSQL wire protocol 3.0 in front of the query engine: bytes of a client come in, answers
 * go out, nothing of SQL is decided here but the session's own words (BEGIN, SET, SHOW of a
 * setting).
 *
 * <p>A connection begins with startup packets without a type, then every message has one:
 *
 * <pre>
 *   startup   | length 4 | code 4 = 3.0, SSL, GSS or cancel | name \0 value \0 … \0 |
 *   message   | type 1 | length 4, itself included | body |
 * </pre>
 *
 * <p>All integers are big-endian. A length is checked before anything is kept for it. The road of a
 * query: {@link io.pitwall.server.postgres.FrontendDecoder} cuts messages, {@link
 * io.pitwall.server.postgres.PostgresConnection} orders them on the event loop, {@link
 * io.pitwall.server.postgres.SimpleQuery} runs a text's statements on a worker thread, {@link
 * io.pitwall.server.postgres.RowEncoder} writes rows, {@link
 * io.pitwall.server.postgres.BackendOutput} holds the worker while the client does not read.
 *
 * <p>Results are text. A transaction block moves the status a driver looks at and nothing else:
 * each statement sees the snapshot of its own start. Times are shown in UTC whatever TimeZone a
 * client asks for. The room for the extended protocol is beside {@code SimpleQuery}, that for
 * binary results beside {@code RowEncoder}; catalogue tables belong to the engine.
 *
 * <p>Known: {@code io.pitwall.query}'s door, {@code auth}'s verifiers. Not known: storage, HTTP.
 */
@NullMarked
package io.pitwall.server.postgres;

import org.jspecify.annotations.NullMarked;
