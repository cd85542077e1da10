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
 * @param chunkRows rows of a full chunk of unsealed rows, whose arrays are used again once they are
 *     sealed; a power of two, at least {@link #MIN_CHUNK_ROWS}
 */
public record MemoryOptions(
    long maxHeadBytes, long maxPinnedBytes, long cacheBytes, int chunkRows) {
  /** Default rows of a chunk. */
  public static final int DEFAULT_CHUNK_ROWS = 1 << 16;

  /** The fewest rows of a chunk: those of one word of a presence mask. */
  public static final int MIN_CHUNK_ROWS = Long.SIZE;

  /** Checks the rows of a chunk. */
  public MemoryOptions {
    if (chunkRows < MIN_CHUNK_ROWS || Integer.bitCount(chunkRows) != 1) {
      throw new IllegalArgumentException(
          "chunks of %d rows: must be a power of two and at least %d"
              .formatted(chunkRows, MIN_CHUNK_ROWS));
    }
  }

  /** 1 GiB of unsealed rows, 512 MiB of sealed ones that are still read, and 256 MiB of cache. */
  public static MemoryOptions defaults() {
    return new MemoryOptions(
        StoreLimits.MAX_HEAD_BYTES.defaultValue(),
        StoreLimits.MAX_PINNED_BYTES.defaultValue(),
        256L << 20,
        DEFAULT_CHUNK_ROWS);
  }

  /** These options with another cap of unsealed rows. */
  public MemoryOptions withMaxHeadBytes(long bytes) {
    return new MemoryOptions(bytes, maxPinnedBytes, cacheBytes, chunkRows);
  }

  /** These options with another cap of sealed rows that snapshots keep. */
  public MemoryOptions withMaxPinnedBytes(long bytes) {
    return new MemoryOptions(maxHeadBytes, bytes, cacheBytes, chunkRows);
  }

  /** These options with another number of rows of a chunk. */
  public MemoryOptions withChunkRows(int rows) {
    return new MemoryOptions(maxHeadBytes, maxPinnedBytes, cacheBytes, rows);
  }
}
