package io.pitwall.server.network;

import io.netty.bootstrap.ServerBootstrap;
import io.pitwall.storage.limit.Limit;
import io.pitwall.storage.runtime.Clock;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * Where a gate listens, and how many connections it lets through.
 *
 * @param clients who connects, for messages, as {@code PostgreSQL clients}
 * @param address where to listen; port 0 for one that the system chooses
 * @param limits how many connections may be open
 * @param tuning sets the socket options that the protocol wants besides the usual ones
 * @param clock paces messages in the log
 */
public record GateOptions(
    String clients,
    InetSocketAddress address,
    Limits limits,
    Consumer<ServerBootstrap> tuning,
    Clock clock) {
  /**
   * How many connections may be open at the same time, and be opened.
   *
   * @param all connections that are served
   * @param perAddress of these, from one client address
   * @param newPerAddress connections from one client address per second
   * @param turnedAway connections past a limit that are sent the reason; more are closed at once;
   *     0: all of them are
   */
  public record Limits(Cap all, Cap perAddress, Cap newPerAddress, int turnedAway) {}

  /**
   * A value of a limit.
   *
   * @param limit gives its name to messages and metrics
   */
  public record Cap(int most, Limit limit) {}
}
