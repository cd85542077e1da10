package io.pitwall.server.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class AddressCountsTest {
  private final AddressCounts counts = new AddressCounts();

  @Test
  void eachAddressHasALimitOfItsOwn() throws UnknownHostException {
    InetAddress one = InetAddress.getByName("192.0.2.1");
    InetAddress other = InetAddress.getByName("192.0.2.2");
    assertThat(counts.tryAdd(one, 2)).isTrue();
    assertThat(counts.tryAdd(one, 2)).isTrue();
    assertThat(counts.tryAdd(one, 2)).isFalse();
    assertThat(counts.tryAdd(other, 2)).isTrue();
    assertThat(counts.of(one)).isEqualTo(2);
    counts.remove(one);
    assertThat(counts.tryAdd(one, 2)).isTrue();
  }

  @Test
  void addressesOfOneNetworkOfVersion6CountAsOne() throws UnknownHostException {
    InetAddress one = InetAddress.getByName("2001:db8:0:1::1");
    InetAddress neighbour = InetAddress.getByName("2001:db8:0:1:ffff:ffff:ffff:ffff");
    InetAddress other = InetAddress.getByName("2001:db8:0:2::1");
    assertThat(counts.tryAdd(one, 1)).isTrue();
    assertThat(counts.tryAdd(neighbour, 1)).isFalse();
    assertThat(counts.tryAdd(other, 1)).isTrue();
    assertThat(counts.of(neighbour)).isEqualTo(1);
    counts.remove(neighbour);
    assertThat(counts.of(one)).isZero();
  }
}
