package io.pitwall.query.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.query.fixture.UnboundedControl;
import io.pitwall.query.result.QueryException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LikePatternTest {
  private static final long SEED = Long.getLong("pitwall.seed", System.nanoTime());
  private final UnboundedControl control = new UnboundedControl();

  private boolean matches(String text, String pattern, String escape, boolean ignoreCase)
      throws QueryException {
    return new LikePattern(pattern, escape, ignoreCase)
        .matches(text.getBytes(StandardCharsets.UTF_8), control);
  }

  private boolean like(String text, String pattern) throws QueryException {
    return matches(text, pattern, "\\", false);
  }

  /** The same question to the regular expressions of Java. */
  private static boolean matchesAsRegex(String text, String pattern, boolean ignoreCase) {
    StringBuilder regex = new StringBuilder();
    boolean escaped = false;
    for (int c : pattern.codePoints().toArray()) {
      if (!escaped && c == '\\') {
        escaped = true;
        continue;
      }
      boolean isWildcard = !escaped && (c == '%' || c == '_');
      regex.append(isWildcard ? (c == '%' ? ".*" : ".") : Pattern.quote(Character.toString(c)));
      escaped = false;
    }
    int flags = Pattern.DOTALL;
    flags |= ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    return Pattern.compile(regex.toString(), flags).matcher(text).matches();
  }

  private static String text(Random random, String[] letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  @Test
  void randomPatternsMatchAsRegularExpressionsDo() throws QueryException {
    System.out.println("LikePatternTest pitwall.seed=" + SEED);
    Random random = new Random(SEED);
    String[] letters = {"a", "A", "b", "ü", "Ü", "€", "😀", "\n", "%", "_", "\\"};
    String[] parts = {
      "a", "A", "b", "ü", "€", "😀", "%", "%", "_", "_", "\\%", "\\_", "\\\\", "\\a"
    };
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = text(random, letters, random.nextInt(7));
      String pattern = text(random, parts, random.nextInt(6));
      boolean ignoreCase = random.nextBoolean();
      boolean expected = matchesAsRegex(text, pattern, ignoreCase);
      assertThat(matches(text, pattern, "\\", ignoreCase))
          .as("seed %d: '%s' LIKE '%s', without case: %s", SEED, text, pattern, ignoreCase)
          .isEqualTo(expected);
      matched += expected ? 1 : 0;
    }
    assertThat(matched).isGreaterThan(200);
  }

  @Test
  void anUnderscoreIsOneCharacterHoweverManyBytesItHas() throws QueryException {
    assertThat(like("ü", "_")).isTrue();
    assertThat(like("😀", "_")).isTrue();
    assertThat(like("ü", "__")).isFalse();
    assertThat(like("aüb", "%_b")).isTrue();
    assertThat(like("", "%")).isTrue();
    assertThat(like("", "")).isTrue();
    assertThat(like("", "_")).isFalse();
  }

  @Test
  void theEscapeIsOneCharacterOrNone() throws QueryException {
    assertThat(matches("100%", "100!%", "!", false)).isTrue();
    assertThat(matches("100x", "100!%", "!", false)).isFalse();
    assertThat(matches("100%", "100😀%", "😀", false)).isTrue();
    assertThat(matches("a\\b", "a\\%", "", false)).isTrue();
    assertThatThrownBy(() -> matches("a", "a", "ab", false))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("not one character");
    assertThatThrownBy(() -> matches("a", "a!", "!", false))
        .isInstanceOf(QueryException.class)
        .hasMessageContaining("ends with its escape");
  }

  @Test
  void manyWildcardsTakeAtMostTextTimesPatternStepsAndCanBeStoppedMeanwhile()
      throws QueryException {
    String text = "a".repeat(64 * 1024);
    String pattern = "%a".repeat(100) + "%b";
    assertThat(like(text, pattern)).isFalse();
    long steps = control.checks() << 16;
    assertThat(steps).isLessThanOrEqualTo(2L * text.length() * pattern.length());
    assertThat(like(text, "%" + "a".repeat(1000) + "b%")).isFalse();
    assertThat(control.checks()).isGreaterThan(500);
  }

  @Test
  void caseIsFoldedOnBothSides() throws QueryException {
    assertThat(matches("PENSKE", "pen%", "\\", true)).isTrue();
    assertThat(matches("MÜLLER", "%ü%", "\\", true)).isTrue();
    assertThat(matches("müller", "%Ü_LER", "\\", true)).isTrue();
    assertThat(matches("müller", "%Ü%", "\\", false)).isFalse();
  }
}
