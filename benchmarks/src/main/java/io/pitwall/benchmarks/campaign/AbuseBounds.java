package io.pitwall.benchmarks.campaign;

/**
 * What a server must keep to while it is misused.
 *
 * @param p99Factor the p99 of the race's writes in each round with abuse, as a multiple of that of
 *     the quiet round; 0: not judged
 * @param directBytes memory outside the heap for buffers
 * @param restBytes memory of the process beside heap and buffers: code, classes, stacks, collector
 * @param healthMillis the longest {@code GET /health} may take
 */
record AbuseBounds(double p99Factor, long directBytes, long restBytes, long healthMillis) {
  /** The log may have this much in all, and {@link #LOG_BYTES_PER_SECOND} more each second. */
  static final long LOG_BYTES = 256 * 1024;

  /** A server that paces its messages needs no more. */
  static final long LOG_BYTES_PER_SECOND = 512;

  /** The last quarter may take so much more of the heap, or of all memory, than the third one. */
  static final double GROWTH = 0.05;

  /** Below this length memory still fills up as it should, and growth is not judged. */
  static final int GROWTH_SECONDS = 600;

  /** The share of the race's batches that may be sent again after a 503. */
  static final double RETRIES = 0.001;

  /** The share of a good neighbour's requests that limits of connections per address may refuse. */
  static final double TURNED_AWAY = 0.02;

  /** Sockets and descriptors may differ by so many from the quiet round. */
  static final int DESCRIPTORS = 16;
}
