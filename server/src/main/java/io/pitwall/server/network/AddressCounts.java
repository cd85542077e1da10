package io.pitwall.server.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts open connections per client address. Addresses of version 6 that agree in their first 64
 * bits count as one, because one client commonly has all addresses of such a network. Safe for all
 * threads.
 */
final class AddressCounts {
  private static final int NETWORK_BYTES = 8;

  private final ConcurrentHashMap<InetAddress, Integer> counts = new ConcurrentHashMap<>();

  /**
   * Counts one more connection, unless there are enough.
   *
   * @param most connections of one address
   * @return whether it was counted, to be taken back by {@link #remove}
   */
  boolean tryAdd(InetAddress address, int most) {
    InetAddress key = key(address);
    if (counts.merge(key, 1, Integer::sum) <= most) {
      return true;
    }
    remove(key);
    return false;
  }

  /** A connection that was counted is closed. */
  void remove(InetAddress address) {
    counts.computeIfPresent(key(address), (key, count) -> count == 1 ? null : count - 1);
  }

  /** The number of open connections from an address. */
  int of(InetAddress address) {
    return counts.getOrDefault(key(address), 0);
  }

  private static InetAddress key(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address changed its length", e);
    }
  }
}
