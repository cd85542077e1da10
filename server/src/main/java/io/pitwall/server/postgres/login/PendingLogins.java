package io.pitwall.server.postgres.login;

import io.netty.channel.Channel;
import io.pitwall.server.network.ClientNetwork;
import io.pitwall.storage.limit.Limit;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The connections that have not logged in, in all and per client address. Safe for all threads.
 *
 * <p>There may be any number of tries and only so many at once: past a limit the one that waits for
 * longest ends, and the new one is served. A login takes a few round trips and a request to cancel
 * takes one packet, so they are over long before their turn to end comes, while clients that
 * connect and then only wait end each other. If the newest were refused instead, those would keep
 * everybody else out, requests to cancel included.
 */
public final class PendingLogins {
  /** Checked when a connection is accepted. */
  public static final Limit MAX_PG_LOGINS =
      Limit.count(
          "max-pg-logins",
          200,
          "Most PostgreSQL connections that have not logged in; past it the one that waits for"
              + " longest is closed.");

  /** Checked when a connection is accepted. */
  public static final Limit MAX_PG_LOGINS_PER_ADDRESS =
      Limit.count(
          "max-pg-logins-per-address",
          100,
          "Most PostgreSQL connections from one client address that have not logged in; past it"
              + " the one that waits for longest is closed.");

  private final Most most;
  private final LinkedHashMap<Channel, Pending> all = new LinkedHashMap<>();
  private final Map<ClientNetwork, LinkedHashMap<Channel, Pending>> perAddress = new HashMap<>();
  private long ended;
  private long endedPerAddress;

  /**
   * How many connections may wait at the same time.
   *
   * @param all {@link #MAX_PG_LOGINS}
   * @param perAddress {@link #MAX_PG_LOGINS_PER_ADDRESS}
   */
  public record Most(int all, int perAddress) {
    public Most {
      MAX_PG_LOGINS.check(all);
      MAX_PG_LOGINS_PER_ADDRESS.check(perAddress);
    }
  }

  /** Ends a connection that has waited for longest. */
  @FunctionalInterface
  interface Ending {
    /**
     * Ends the connection. Called on its event loop, perhaps after it has logged in or was closed.
     *
     * @param limit that was reached
     * @param value of the limit
     */
    void end(Limit limit, int value);
  }

  private record Pending(Channel channel, ClientNetwork network, Ending ending) {}

  /** Begins without a connection. */
  public PendingLogins(Most most) {
    this.most = most;
  }

  /** Adds a connection until it is removed or closed, and ends others that are too many. */
  void add(Channel channel, Ending ending) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress client)) {
      channel.close(); // the client is gone already
      return;
    }
    ClientNetwork network = ClientNetwork.of(client.getAddress());
    Pending tooManyOfAddress;
    Pending tooMany;
    synchronized (this) {
      Pending added = new Pending(channel, network, ending);
      all.put(channel, added);
      LinkedHashMap<Channel, Pending> ofAddress =
          perAddress.computeIfAbsent(network, key -> new LinkedHashMap<>());
      ofAddress.put(channel, added);
      tooManyOfAddress = ofAddress.size() > most.perAddress() ? takeOldest(ofAddress) : null;
      tooMany = all.size() > most.all() ? takeOldest(all) : null;
      endedPerAddress += tooManyOfAddress == null ? 0 : 1;
      ended += tooMany == null ? 0 : 1;
    }
    channel.closeFuture().addListener(closed -> remove(channel));
    end(tooManyOfAddress, MAX_PG_LOGINS_PER_ADDRESS, most.perAddress());
    end(tooMany, MAX_PG_LOGINS, most.all());
  }

  private Pending takeOldest(SequencedMap<Channel, Pending> connections) {
    Pending oldest = connections.firstEntry().getValue();
    remove(oldest.channel());
    return oldest;
  }

  private static void end(@Nullable Pending pending, Limit limit, int value) {
    if (pending != null) {
      pending.channel().eventLoop().execute(() -> pending.ending().end(limit, value));
    }
  }

  /** The connection has logged in or is closed; nothing happens if it is not here any more. */
  synchronized void remove(Channel channel) {
    Pending removed = all.remove(channel);
    if (removed == null) {
      return;
    }
    LinkedHashMap<Channel, Pending> ofAddress = perAddress.get(removed.network());
    if (ofAddress != null) {
      ofAddress.remove(channel);
      if (ofAddress.isEmpty()) {
        perAddress.remove(removed.network());
      }
    }
  }

  /** The number of connections that have not logged in. */
  public synchronized int size() {
    return all.size();
  }

  /** How many connections were ended since the start, by the name of the limit. */
  public synchronized Map<String, Long> ended() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(MAX_PG_LOGINS.limitName(), ended);
    counts.put(MAX_PG_LOGINS_PER_ADDRESS.limitName(), endedPerAddress);
    return counts;
  }
}
