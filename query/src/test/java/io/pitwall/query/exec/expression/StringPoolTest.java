package io.pitwall.query.exec.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.storage.column.GrowingDictionary;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StringPoolTest {
  private final StringPool pool = new StringPool();

  private static GrowingDictionary dictionary(String... strings) {
    GrowingDictionary dictionary = new GrowingDictionary();
    for (String string : strings) {
      byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
      dictionary.code(utf8, 0, utf8.length);
    }
    return dictionary;
  }

  @Test
  void aPoolThatIsKeptHoldsItsStringsButNotTheDictionariesTheyCameFrom() {
    GrowingDictionary first = dictionary("a", "b");
    int b = pool.translate(first, 1);
    pool.translate(dictionary("c"), 0);
    assertThat(pool.sources()).isEqualTo(2);
    pool.forgetSources();
    assertThat(pool.sources()).isZero();
    assertThat(pool.dictionary().string(b)).isEqualTo("b");
    assertThat(pool.translate(first, 1)).isEqualTo(b);
    assertThat(pool.translate(first, 0)).isEqualTo(2);
  }
}
