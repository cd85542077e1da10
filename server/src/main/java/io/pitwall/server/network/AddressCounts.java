package io.pitwall.server.network;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts open connections per client address. A {@link ClientNetwork} counts as one address. Safe
 * for all threads.
 */
final class AddressCounts {
  private final ConcurrentHashMap<ClientNetwork, Integer> counts = new ConcurrentHashMap<>();

  /**
   * Counts one more connection, unless there are enough.
   *
   * @param most connections of one address
   * @return whether it was counted, to be taken back by {@link #remove}
   */
  boolean tryAdd(InetAddress address, int most) {
    if (counts.merge(ClientNetwork.of(address), 1, Integer::sum) <= most) {
      return true;
    }
    remove(address);
    return false;
  }

  /** A connection that was counted is closed. */
  void remove(InetAddress address) {
    counts.computeIfPresent(
        ClientNetwork.of(address), (network, count) -> count == 1 ? null : count - 1);
  }

  /** The number of open connections from an address. */
  int of(InetAddress address) {
    return counts.getOrDefault(ClientNetwork.of(address), 0);
  }
}
