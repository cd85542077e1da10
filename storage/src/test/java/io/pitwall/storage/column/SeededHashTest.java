package io.pitwall.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.format.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts that were computed to collide under hashes without a secret do not collide here. */
class SeededHashTest {
  private static final int TEXTS = 1 << 12;

  /** "Aa" and "BB" have one hash as strings and as arrays, so 2^n texts of n such pairs do. */
  @Test
  void tagsThatCollideInJavasOwnHashDoNotCollideAsSeries() {
    Set<Integer> hashes = new HashSet<>();
    Set<Integer> unseeded = new HashSet<>();
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 12; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      unseeded.add(text.toString().hashCode());
      hashes.add(SeriesKey.of(List.of(SeriesKey.Tag.of("tag", text.toString()))).hashCode());
    }
    assertThat(unseeded).hasSize(1);
    assertThat(hashes).hasSizeGreaterThan(TEXTS - 10);
  }

  /** A step by a known factor can be undone: the second word is chosen to cancel the first. */
  @Test
  void stringsThatCollideUnderAKnownFactorDoNotCollideInADictionary() {
    long factor = 0x9FB21C651E98DF25L;
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < TEXTS; i++) {
      byte[] text = new byte[16];
      LittleEndian.putLong(text, 0, i);
      long first = (i ^ 16L) * factor;
      LittleEndian.putLong(text, 8, first ^ first >>> 32);
      hashes.add(GrowingDictionary.hash(i, text, 0, 16));
    }
    assertThat(hashes).hasSizeGreaterThan(TEXTS - 10);
  }

  /** What a factor of any value lets through: differences of the highest bit, cancelled later. */
  @Test
  void stringsThatCollideUnderAnyFactorDoNotCollideInADictionary() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < TEXTS; i++) {
      byte[] text = new byte[16 * 12];
      for (int pair = 0; pair < 12; pair++) {
        long flip = (i >> pair & 1) == 0 ? 0 : Long.MIN_VALUE;
        LittleEndian.putLong(text, pair * 16, 0x6161616161616161L ^ flip);
        LittleEndian.putLong(text, pair * 16 + 8, 0x6262626262626262L ^ flip ^ flip >>> 32);
      }
      hashes.add(
          GrowingDictionary.hash(SeededHash.firstWord(text, 0, text.length), text, 0, text.length));
    }
    assertThat(hashes).hasSizeGreaterThan(TEXTS - 10);
  }

  @Test
  void aTextHasOneHashWhereverItLies() {
    for (String string : List.of("", "a", "1234567", "12345678", "123456789", "x".repeat(41))) {
      byte[] text = string.getBytes(StandardCharsets.UTF_8);
      byte[] inside = ("##" + string + "###########").getBytes(StandardCharsets.UTF_8);
      int length = text.length;
      long prefix = SeededHash.firstWord(text, 0, length);
      assertThat(SeededHash.firstWord(inside, 2, length)).isEqualTo(prefix);
      assertThat(GrowingDictionary.hash(prefix, inside, 2, length))
          .isEqualTo(GrowingDictionary.hash(prefix, text, 0, length));
    }
  }
}
