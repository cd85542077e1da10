package io.pitwall.server.network;

import io.pitwall.storage.limit.Limit;
import io.pitwall.storage.runtime.Clock;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often something happens per client address, up to a {@link Rate} that each has for itself. A
 * {@link ClientNetwork} counts as one address. Safe for all threads.
 *
 * <p>Memory is bounded: past {@link #MAX_RATED_ADDRESSES} the address that was quiet for longest is
 * forgotten, and begins anew when it comes back. Whoever has so many addresses is not held up by
 * this; only a limit of all together does that.
 */
public final class AddressRates {
  /** An address takes about 200 bytes. */
  public static final Limit MAX_RATED_ADDRESSES =
      Limit.count(
          "max-rated-addresses",
          10_000,
          "Most client addresses whose new connections, and whose failed logins, are measured at"
              + " the same time; past it the one that was quiet for longest is forgotten.");

  private static final int FIRST_CAPACITY = 16;
  private static final float LOAD_FACTOR = 0.75f;

  private final Clock clock;
  private final Rate rate;
  private final int maxAddresses;

  /** In the order in which the addresses were last seen. */
  private final LinkedHashMap<ClientNetwork, Allowance> allowances =
      new LinkedHashMap<>(FIRST_CAPACITY, LOAD_FACTOR, true);

  /** Remembers up to {@link #MAX_RATED_ADDRESSES}. */
  public AddressRates(Clock clock, Rate rate) {
    this(clock, rate, MAX_RATED_ADDRESSES.defaultInt());
  }

  AddressRates(Clock clock, Rate rate, int maxAddresses) {
    this.clock = clock;
    this.rate = rate;
    this.maxAddresses = maxAddresses;
  }

  /**
   * Counts one occasion of an address if its rate allows one more.
   *
   * @return 0 if it was counted; else after how many nanoseconds one more is allowed
   */
  public synchronized long take(InetAddress address) {
    long now = clock.monotonicNanos();
    Allowance allowance =
        allowances.computeIfAbsent(ClientNetwork.of(address), a -> new Allowance(rate, now));
    if (allowances.size() > maxAddresses) {
      Map.Entry<ClientNetwork, Allowance> quietest = allowances.firstEntry();
      allowances.remove(quietest.getKey());
    }
    return allowance.take(now);
  }

  /** How many addresses are remembered. */
  synchronized int addresses() {
    return allowances.size();
  }
}
