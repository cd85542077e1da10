package io.pitwall.server.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.HandMovedClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AddressRatesTest {
  private static final Rate FOUR_PER_SECOND = new Rate(4, Duration.ofSeconds(1));

  private final HandMovedClock clock = new HandMovedClock();

  @Test
  void anAddressMayUseItsRateAtOnceAndGetsItBackEvenly() throws UnknownHostException {
    AddressRates rates = new AddressRates(clock, FOUR_PER_SECOND);
    InetAddress address = address("192.0.2.1");
    for (int i = 0; i < 4; i++) {
      assertThat(rates.take(address)).isZero();
    }
    assertThat(rates.take(address)).isEqualTo(Duration.ofMillis(250).toNanos());
    clock.move(Duration.ofMillis(249));
    assertThat(rates.take(address)).isEqualTo(Duration.ofMillis(1).toNanos());
    clock.move(Duration.ofMillis(1));
    assertThat(rates.take(address)).isZero();
    assertThat(rates.take(address)).isPositive();
    clock.move(Duration.ofHours(1));
    for (int i = 0; i < 4; i++) {
      assertThat(rates.take(address)).isZero();
    }
    assertThat(rates.take(address)).isPositive();
  }

  @Test
  void eachAddressHasItsOwnRateAndANetworkOfVersion6OneForAll() throws UnknownHostException {
    AddressRates rates = new AddressRates(clock, new Rate(1, Duration.ofSeconds(1)));
    assertThat(rates.take(address("192.0.2.1"))).isZero();
    assertThat(rates.take(address("192.0.2.2"))).isZero();
    assertThat(rates.take(address("192.0.2.1"))).isPositive();
    assertThat(rates.take(address("2001:db8:0:1::1"))).isZero();
    assertThat(rates.take(address("2001:db8:0:1:ffff::"))).isPositive();
    assertThat(rates.take(address("2001:db8:0:2::1"))).isZero();
    assertThat(rates.take(address("::ffff:192.0.2.1"))).as("version 4 in 6").isPositive();
  }

  @Test
  void pastTheMostAddressesTheOneThatWasQuietForLongestIsForgotten() throws UnknownHostException {
    AddressRates rates = new AddressRates(clock, new Rate(1, Duration.ofDays(1)), 3);
    rates.take(address("192.0.2.1"));
    rates.take(address("192.0.2.2"));
    rates.take(address("192.0.2.3"));
    assertThat(rates.take(address("192.0.2.1"))).as("seen again, so no longer quiet").isPositive();
    assertThat(rates.addresses()).isEqualTo(3);
    rates.take(address("192.0.2.4"));
    assertThat(rates.addresses()).isEqualTo(3);
    assertThat(rates.take(address("192.0.2.1"))).as("remembered").isPositive();
    assertThat(rates.take(address("192.0.2.2"))).as("forgotten").isZero();
  }

  @Test
  void asManyAddressesAreRememberedAsTheLimitSays() {
    AddressRates rates = new AddressRates(clock, FOUR_PER_SECOND);
    int most = AddressRates.MAX_RATED_ADDRESSES.defaultInt();
    for (int i = 0; i < most; i++) {
      rates.take(numbered(i));
    }
    assertThat(rates.addresses()).isEqualTo(most);
    rates.take(numbered(most));
    assertThat(rates.addresses()).isEqualTo(most);
  }

  @Test
  void aRateOfNothingIsRefused() {
    assertThatThrownBy(() -> new Rate(0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rate(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static InetAddress numbered(int number) {
    byte[] bytes = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }
}
