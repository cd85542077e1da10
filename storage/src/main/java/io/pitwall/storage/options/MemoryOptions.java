package io.pitwall.storage.options;

import io.pitwall.storage.limit.StoreLimits;

/**
 * Memory that a store may use.
 *
 * @param maxHeadBytes most bytes of unsealed rows of all tables; beyond it writes are refused until
 *     rows are sealed, and well before it tables are sealed early
 * @param maxPinnedBytes most bytes of sealed rows that snapshots keep; beyond it the owners of the
 *     oldest ones are asked to close them
 * @param cacheBytes most bytes of the cache of segment blocks
 */
public record MemoryOptions(long maxHeadBytes, long maxPinnedBytes, long cacheBytes) {
  /** 1 GiB of unsealed rows, 512 MiB of sealed ones that are still read, and 256 MiB of cache. */
  public static MemoryOptions defaults() {
    return new MemoryOptions(
        StoreLimits.MAX_HEAD_BYTES.defaultValue(),
        StoreLimits.MAX_PINNED_BYTES.defaultValue(),
        256L << 20);
  }

  /** These options with another cap of unsealed rows. */
  public MemoryOptions withMaxHeadBytes(long bytes) {
    return new MemoryOptions(bytes, maxPinnedBytes, cacheBytes);
  }

  /** These options with another cap of sealed rows that snapshots keep. */
  public MemoryOptions withMaxPinnedBytes(long bytes) {
    return new MemoryOptions(maxHeadBytes, bytes, cacheBytes);
  }
}
