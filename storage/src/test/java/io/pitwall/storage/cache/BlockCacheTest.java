package io.pitwall.storage.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockCacheTest {
  private static final int MAX_BYTES = 50_000;
  private static final int FILES = 5;

  private record Key(long fileId, int columnId, int number) {}

  private final BlockCache cache = new BlockCache(MAX_BYTES);
  private final Map<Key, byte[]> all = new HashMap<>();

  private @Nullable Object get(Key key) {
    return cache.get(key.fileId, key.columnId, key.number);
  }

  /** What is really cached, by asking for everything that ever was. */
  private long cachedBytes() {
    long bytes = 0;
    for (Map.Entry<Key, byte[]> entry : all.entrySet()) {
      bytes += get(entry.getKey()) == null ? 0 : entry.getValue().length;
    }
    return bytes;
  }

  @Test
  void neverHoldsMoreThanItsBytesAndNeverAnswersWrong() {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("BlockCacheTest: -Dpitwall.seed=" + seed);
    Random random = new Random(seed);
    long most = 0;
    for (int i = 0; i < 100_000; i++) {
      Key key = new Key(random.nextInt(FILES), random.nextInt(10) - 1, random.nextInt(40) - 4);
      Object found = get(key);
      if (found != null) {
        assertThat(found).isSameAs(all.get(key));
      } else {
        byte[] value = new byte[random.nextInt(300)];
        all.put(key, value);
        cache.put(key.fileId, key.columnId, key.number, value, value.length);
        assertThat(get(key)).isSameAs(value);
      }
      if (i % 500 == 0) {
        long cached = cachedBytes();
        assertThat(cached).isLessThanOrEqualTo(MAX_BYTES);
        most = Math.max(most, cached);
      }
      if (i % 9_000 == 0) {
        forget(3);
      }
    }
    assertThat(most).as("a cache that is used").isGreaterThan(MAX_BYTES / 2);
    for (int file = 0; file < FILES; file++) {
      forget(file);
    }
    assertThat(cachedBytes()).isZero();
  }

  private void forget(long fileId) {
    cache.forget(fileId);
    for (Key key : all.keySet()) {
      if (key.fileId == fileId) {
        assertThat(get(key)).isNull();
      }
    }
  }

  @Test
  void whatIsAskedForStaysWhileWhatIsNotGoes() {
    BlockCache small = new BlockCache(100 * 164);
    small.put(1, 1, 0, "kept", 100);
    for (int i = 1; i < 1000; i++) {
      small.put(1, 1, i, "passing", 100);
      assertThat(small.get(1, 1, 0)).isEqualTo("kept");
    }
  }

  @Test
  void anEntryLargerThanItsPartIsNotKept() {
    BlockCache small = new BlockCache(1000);
    small.put(1, 1, 1, "small", 10);
    small.put(1, 1, 2, "large", 2000);
    assertThat(small.get(1, 1, 2)).isNull();
    assertThat(small.get(1, 1, 1)).isEqualTo("small");
  }
}
