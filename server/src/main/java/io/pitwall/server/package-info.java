/**
 * The server as a whole: {@link io.pitwall.server.PitwallServer} opens the store and the query
 * engine, puts the surfaces in front of them and takes all of it down again in order.
 *
 * <p>Each surface has a package of its own (http, postgres), and so has what they share (ingest,
 * auth, config, metrics). Not known in here: the command line.
 */
@NullMarked
package io.pitwall.server;

import org.jspecify.annotations.NullMarked;
