/**
 * A PostgreSQL connection after its login: its settings and transaction status, the statements that
 * the session answers itself (BEGIN, SET, SHOW of a setting), and the simple query protocol. A
 * client's messages come in, answers go to its channel.
 *
 * <p>{@link io.pitwall.server.postgres.session.SessionHandler} orders messages on the event loop,
 * {@code SimpleQuery} runs a text's statements on a worker thread, and {@code BackendOutput} holds
 * the worker while the client does not read. The extended protocol belongs beside {@code
 * SimpleQuery}.
 *
 * <p>Results are text. A transaction block changes the status that drivers look at and how long
 * settings last, and nothing else: each statement sees the snapshot of its own start. A setting
 * that would change answers and is not honoured is refused; times are UTC. Catalog tables belong to
 * the query engine.
 *
 * <p>Logins are not known here, nor is how a statement is executed.
 */
@NullMarked
package io.pitwall.server.postgres.session;

import org.jspecify.annotations.NullMarked;
