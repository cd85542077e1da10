package io.pitwall.server.postgres.session;

import io.pitwall.server.postgres.wire.CancelKey;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions whose queries can be cancelled, by the key each was given. Safe for all threads. */
public final class CancelRegistry {
  private record Entry(CancelKey key, Runnable cancel) {}

  private final Map<Integer, Entry> entries = new ConcurrentHashMap<>();
  private final SecureRandom random;

  public CancelRegistry(SecureRandom random) {
    this.random = random;
  }

  /** Adds a session, and returns the key that runs the action from now on. */
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

  /** Cancels the query of the session with this key; a wrong key does nothing. */
  public void cancel(CancelKey key) {
    Entry entry = entries.get(key.processId());
    if (entry != null && entry.key().secret() == key.secret()) {
      entry.cancel().run();
    }
  }
}
