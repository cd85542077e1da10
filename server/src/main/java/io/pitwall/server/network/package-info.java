/**
 * Connections, for all protocols: the threads that serve them, the gate that lets them through, the
 * sweep that looks for those that make no progress. In come an address and a protocol's handlers;
 * the protocol's bytes are not known here.
 */
@NullMarked
package io.pitwall.server.network;

import org.jspecify.annotations.NullMarked;
