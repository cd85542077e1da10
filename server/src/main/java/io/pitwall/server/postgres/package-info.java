/**
 * The server of the PostgreSQL wire protocol: listens, and ties together the packages of a
 * connection's life. {@code wire} has the messages, {@code login} brings a connection from its
 * first byte to a client that is logged in, {@code session} answers that client's statements.
 *
 * <p>Connections come through the gate of {@code network}. Its sweep looks at each of them, at
 * first for the login and then for the session: it ends a login that takes too long, and closes the
 * connection of a client that does not read.
 *
 * <p>The packages below this one know the query module's API and this server's {@code auth}, {@code
 * query}, {@code metrics} and {@code network}; of storage they know its clock only. HTTP is not
 * known here.
 */
@NullMarked
package io.pitwall.server.postgres;

import org.jspecify.annotations.NullMarked;
