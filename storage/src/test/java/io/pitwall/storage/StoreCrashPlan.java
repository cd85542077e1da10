package io.pitwall.storage;

import io.pitwall.storage.options.MemoryOptions;
import io.pitwall.storage.simulation.Chance;

/**
 * What a simulated history of a store depends on.
 *
 * @param seed of everything that is drawn
 * @param withErrors whether operations of the disk also fail
 * @param withReuse whether chunks are small, batches sometimes large and snapshots kept open, so
 *     that memory of sealed rows is used again while it may be read; without, a seed gives the
 *     history that it gave before there was this
 */
record StoreCrashPlan(long seed, StoreCrashPlanted planted, boolean withErrors, boolean withReuse) {
  private static final long REUSE_SALT = 0x6368756e6b73L;

  static StoreCrashPlan sound(long seed, boolean withErrors) {
    return new StoreCrashPlan(seed, StoreCrashPlanted.NONE, withErrors, true);
  }

  /** Draws what has to do with reuse, without a change of what else is drawn from the seed. */
  Chance reuseChance() {
    return new Chance(seed ^ REUSE_SALT);
  }

  /** Rows of a chunk in one life. */
  static int chunkRows(Chance chance) {
    return MemoryOptions.MIN_CHUNK_ROWS << chance.below(5);
  }
}
