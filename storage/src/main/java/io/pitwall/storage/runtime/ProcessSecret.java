package io.pitwall.storage.runtime;

import java.security.SecureRandom;

/**
 * Secrets of this process, which nobody outside it can guess. What is stored, and in what order,
 * must not depend on them: a simulation does not replay them.
 */
public final class ProcessSecret {
  private static final SecureRandom RANDOM = new SecureRandom();

  private ProcessSecret() {}

  /** Draws 64 bits. */
  public static long draw() {
    return RANDOM.nextLong();
  }
}
