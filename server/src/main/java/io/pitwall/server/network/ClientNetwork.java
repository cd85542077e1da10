package io.pitwall.server.network;

import java.net.InetAddress;

/**
 * The addresses that count as one client. Of version 4 it is one address; of version 6 all that
 * agree in their first 64 bits, because one client commonly has all addresses of such a network.
 * Behind a proxy or a router that translates addresses, many clients are one.
 *
 * <p>Ordered, so that a hash table whose keys a stranger chose still finds one in logarithmic time.
 *
 * @param isVersion6 false for version 4
 * @param bits the address or the network, in the lowest bits
 */
public record ClientNetwork(boolean isVersion6, long bits) implements Comparable<ClientNetwork> {
  private static final int VERSION_4_BYTES = 4;
  private static final int NETWORK_BYTES = 8;

  /** Returns the network of an address. */
  public static ClientNetwork of(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean isVersion6 = bytes.length > VERSION_4_BYTES;
    long bits = 0;
    for (int i = 0; i < (isVersion6 ? NETWORK_BYTES : VERSION_4_BYTES); i++) {
      bits = bits << Byte.SIZE | Byte.toUnsignedLong(bytes[i]);
    }
    return new ClientNetwork(isVersion6, bits);
  }

  @Override
  public int compareTo(ClientNetwork other) {
    int byVersion = Boolean.compare(isVersion6, other.isVersion6);
    return byVersion != 0 ? byVersion : Long.compare(bits, other.bits);
  }
}
