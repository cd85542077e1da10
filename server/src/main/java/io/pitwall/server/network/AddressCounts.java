package io.pitwall.server.network;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts open connections per client address, those of one {@link ClientNetwork} together. Safe for
 * all threads.
 */
final class AddressCounts {
  private final ConcurrentHashMap<InetAddress, Integer> counts = new ConcurrentHashMap<>();

  /**
   * Counts one more connection, unless there are enough.
   *
   * @param most connections of one address
   * @return whether it was counted, to be taken back by {@link #remove}
   */
  boolean tryAdd(InetAddress address, int most) {
    InetAddress key = ClientNetwork.of(address);
    if (counts.merge(key, 1, Integer::sum) <= most) {
      return true;
    }
    remove(key);
    return false;
  }

  /** A connection that was counted is closed. */
  void remove(InetAddress address) {
    counts.computeIfPresent(ClientNetwork.of(address), (key, count) -> count == 1 ? null : count - 1);
  }

  /** The number of open connections from an address. */
  int of(InetAddress address) {
    return counts.getOrDefault(ClientNetwork.of(address), 0);
  }
}
