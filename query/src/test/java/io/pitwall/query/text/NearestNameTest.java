package io.pitwall.query.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("speed", "rpm", "throttle", "Gear");

  @Test
  void aNameWithinAThirdOfItsLengthIsNear() {
    assertThat(NearestName.of("sped", KNOWN)).isEqualTo("speed");
    assertThat(NearestName.of("GEAR", KNOWN)).isEqualTo("Gear");
    assertThat(NearestName.of("trotle", KNOWN)).isEqualTo("throttle");
    assertThat(NearestName.of("temperature", KNOWN)).isNull();
    assertThat(NearestName.hint("rmp", KNOWN)).isEmpty();
    assertThat(NearestName.hint("rp", KNOWN)).isEqualTo("; did you mean \"rpm\"?");
  }

  @Test
  void theClosestNameMayBeFar() {
    assertThat(NearestName.closest("temperature", KNOWN)).isEqualTo("throttle");
    assertThat(NearestName.closest("abc", List.of("abd", "abe"))).isEqualTo("abd");
  }
}
