/**
 * Connections, for all protocols: the threads that serve them, the gate that lets them through up
 * to limits, in all and per client address, how often addresses do something, and the sweep with
 * which every protocol finds those that make no progress, such as a client that does not read. In
 * come an address, a protocol's handlers and its looks at a connection; the protocol's bytes are
 * not known here.
 */
@NullMarked
package io.pitwall.server.network;

import org.jspecify.annotations.NullMarked;
