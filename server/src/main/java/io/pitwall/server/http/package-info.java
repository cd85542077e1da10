/**
 * HTTP/1.1: from the bytes of a socket to requests, and from answers back to bytes.
 *
 * <p>{@link io.pitwall.server.http.RequestFraming} cuts the bytes into requests and refuses what is
 * malformed or ambiguous; {@link io.pitwall.server.http.ServerConnection} keeps the answers in the
 * order of the requests; {@link io.pitwall.server.http.RouteTable} finds the {@link
 * io.pitwall.server.http.Route} of a request, whose {@link io.pitwall.server.http.RequestHandler}
 * takes the body and answers. Everything here runs on the connection's event loop and does not
 * block, except {@link io.pitwall.server.http.AnswerStream}, which a handler's own thread uses.
 *
 * <p>In come sockets, a table of routes and a way to tell principals by their tokens. Routes are
 * made in {@code server.api}; nothing here depends on what is served.
 */
@NullMarked
package io.pitwall.server.http;

import org.jspecify.annotations.NullMarked;
