package io.pitwall.server.postgres;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that can be cancelled, by the number each was told. Safe for all threads. */
final class CancelRegistry {
  private record Entry(CancelKey key, Runnable cancel) {}

  private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();
  private final SecureRandom random;

  CancelRegistry(SecureRandom random) {
    this.random = random;
  }

  CancelKey register(Runnable cancel) {
    while (true) {
      CancelKey key = new CancelKey(1 + random.nextInt(Integer.MAX_VALUE - 1), random.nextInt());
      if (entries.putIfAbsent(key.processId(), new Entry(key, cancel)) == null) {
        return key;
      }
    }
  }

  void remove(CancelKey key) {
    entries.remove(key.processId());
  }

  /** Cancels what the key names; a wrong key does nothing. */
  void cancel(CancelKey key) {
    Entry entry = entries.get(key.processId());
    if (entry != null && entry.key().secret() == key.secret()) {
      entry.cancel().run();
    }
  }
}
