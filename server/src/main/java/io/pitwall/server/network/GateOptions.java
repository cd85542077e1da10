package io.pitwall.server.network;

import io.netty.bootstrap.ServerBootstrap;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * Where a gate listens, and how many connections it lets through.
 *
 * @param clients who connects, for messages, as {@code PostgreSQL clients}
 * @param address where to listen; port 0 for one that the system chooses
 * @param maxServed connections that are served at the same time
 * @param maxTurnedAway connections past that limit that are sent the reason at the same time; more
 *     are closed at once; 0: all of them are
 * @param tuning sets the socket options that the protocol wants besides the usual ones
 */
public record GateOptions(
    String clients,
    InetSocketAddress address,
    int maxServed,
    int maxTurnedAway,
    Consumer<ServerBootstrap> tuning) {}
