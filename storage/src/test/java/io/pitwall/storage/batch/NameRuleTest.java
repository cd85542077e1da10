package io.pitwall.storage.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameRuleTest {
  private static final String CAR = "\ud83c\udfce";

  @Test
  void aNameIsWhatUtf8CanHoldAndPeopleCanSee() {
    for (String good : List.of("a", "größe", CAR, "a b", "~", "\u00a0")) {
      NameRule.check("table", good, WriteLimits.DEFAULT);
    }
    for (String bad :
        List.of(
            "", "\ud83c", "\udfce", "\udfce\ud83c", CAR + "\ud83c", "a\n", "\u0000", "\u009f")) {
      assertThatThrownBy(() -> NameRule.check("table", bad, WriteLimits.DEFAULT))
          .isInstanceOf(LimitException.class)
          .hasMessageStartingWith("the table name ");
    }
    assertThatThrownBy(() -> NameRule.check("column", "\u001b[2J\uFEFF", WriteLimits.DEFAULT))
        .hasMessage("the column name '<U+001B>[2J<U+FEFF>' contains the control character U+001B");
  }

  @Test
  void aTagMayHaveAnyValueThatUtf8CanHold() {
    assertThat(NameRule.tag("k", CAR + "\n\u0000", WriteLimits.DEFAULT).valueString())
        .isEqualTo(CAR + "\n\u0000");
    assertThatThrownBy(() -> NameRule.tag("k", "\ud83c", WriteLimits.DEFAULT))
        .hasMessageContaining("half of a surrogate pair");
    assertThatThrownBy(() -> NameRule.tag("k\n", "v", WriteLimits.DEFAULT))
        .hasMessageContaining("the tag name 'k<U+000A>'");
    byte[] most = "v".repeat(WriteLimits.DEFAULT.maxStringBytes()).getBytes(StandardCharsets.UTF_8);
    assertThat(NameRule.tag("k", most, WriteLimits.DEFAULT).value()).isSameAs(most);
    assertThatThrownBy(() -> NameRule.tag("k", new byte[most.length + 1], WriteLimits.DEFAULT))
        .hasMessageContaining("(limit max-string-bytes)");
  }
}
