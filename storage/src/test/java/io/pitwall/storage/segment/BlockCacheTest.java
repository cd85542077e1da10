package io.pitwall.storage.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockCacheTest {
  private record Key(long fileId, int columnId, int number) {}

  @Test
  void neverHoldsMoreThanItsBytesAndNeverAnswersWrong() {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("BlockCacheTest: -Dpitwall.seed=" + seed);
    Random random = new Random(seed);
    BlockCache cache = new BlockCache(50_000);
    Map<Key, Object> all = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      Key key = new Key(random.nextInt(5), random.nextInt(10) - 1, random.nextInt(40) - 4);
      Object found = cache.get(key.fileId, key.columnId, key.number);
      if (found != null) {
        assertThat(found).isSameAs(all.get(key));
      } else {
        byte[] value = new byte[random.nextInt(300)];
        all.put(key, value);
        cache.put(key.fileId, key.columnId, key.number, value, value.length);
        assertThat(cache.get(key.fileId, key.columnId, key.number)).isSameAs(value);
      }
      assertThat(cache.statistics().bytes()).isLessThanOrEqualTo(50_000);
      if (i % 9_000 == 0) {
        cache.forget(3);
        for (Key each : all.keySet()) {
          if (each.fileId == 3) {
            assertThat(cache.get(3, each.columnId, each.number)).isNull();
          }
        }
      }
    }
    assertThat(cache.statistics().evictions()).isPositive();
    for (int file = 0; file < 5; file++) {
      cache.forget(file);
    }
    assertThat(cache.statistics().entries()).isZero();
    assertThat(cache.statistics().bytes()).isZero();
  }

  @Test
  void whatIsAskedForStaysWhileWhatIsNotGoes() {
    BlockCache cache = new BlockCache(100 * 164);
    cache.put(1, 1, 0, "kept", 100);
    for (int i = 1; i < 1000; i++) {
      cache.put(1, 1, i, "passing", 100);
      assertThat(cache.get(1, 1, 0)).isEqualTo("kept");
    }
  }

  @Test
  void anEntryLargerThanItsPartIsNotKept() {
    BlockCache cache = new BlockCache(1000);
    cache.put(1, 1, 1, "small", 10);
    cache.put(1, 1, 2, "large", 2000);
    assertThat(cache.get(1, 1, 2)).isNull();
    assertThat(cache.get(1, 1, 1)).isEqualTo("small");
  }
}
