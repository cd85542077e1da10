/**
 * Connections, for all protocols: the threads that serve them, the gate that lets them through, and
 * a sweep with which a protocol finds those that make no progress (HTTP does so). In come an
 * address and a protocol's handlers; the protocol's bytes are not known here.
 */
@NullMarked
package io.pitwall.server.network;

import org.jspecify.annotations.NullMarked;
