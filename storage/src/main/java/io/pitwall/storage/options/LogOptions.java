package io.pitwall.storage.options;

import io.pitwall.storage.limit.StoreLimits;

/**
 * Sizes of a log.
 *
 * @param fileBytes size of a log file
 * @param maxBytes most bytes of log files with records that are still needed; beyond it the log
 *     refuses records. At least two log files.
 * @param pooledFiles most log files prepared ahead of need
 * @param bufferBytes records are collected in memory up to this size before they are written; they
 *     are written at each sync in any case
 * @param minFreeBytes a new log file must leave this much of the disk free, which sealing needs to
 *     free the log
 */
public record LogOptions(
    long fileBytes, long maxBytes, int pooledFiles, int bufferBytes, long minFreeBytes) {

  /** Default size of a log file. */
  public static final long DEFAULT_FILE_BYTES = 64L << 20;

  /** Default cap of the log. */
  public static final long DEFAULT_MAX_BYTES = StoreLimits.MAX_LOG_BYTES.defaultValue();

  /** Default number of log files prepared ahead of need. */
  public static final int DEFAULT_POOLED_FILES = 2;

  /** Default size of the buffer. */
  public static final int DEFAULT_BUFFER_BYTES = 4 << 20;

  /** The smallest log file: a page for its header and one of records. */
  public static final long MIN_FILE_BYTES = 8192;

  /** The size of a log file is a multiple of this, as the place of every record in it is. */
  public static final int ALIGNMENT = 8;

  private static final int MIN_BUFFER_BYTES = 4096;

  /** Checks the sizes against each other. */
  public LogOptions {
    if (fileBytes < MIN_FILE_BYTES || fileBytes % ALIGNMENT != 0) {
      throw new IllegalArgumentException(
          "a log file of %d bytes: must be at least %d and a multiple of %d"
              .formatted(fileBytes, MIN_FILE_BYTES, ALIGNMENT));
    }
    if (maxBytes < 2 * fileBytes) {
      throw new IllegalArgumentException(
          "a log of at most %d bytes cannot hold two files of %d".formatted(maxBytes, fileBytes));
    }
    if (pooledFiles < 0) {
      throw new IllegalArgumentException("pooledFiles is negative: " + pooledFiles);
    }
    if (bufferBytes < MIN_BUFFER_BYTES) {
      throw new IllegalArgumentException(
          "a log buffer of %d bytes: must be at least %d".formatted(bufferBytes, MIN_BUFFER_BYTES));
    }
    StoreLimits.MIN_FREE_BYTES.check(minFreeBytes);
  }

  /** The defaults above. */
  public static LogOptions defaults() {
    return new LogOptions(
        DEFAULT_FILE_BYTES,
        DEFAULT_MAX_BYTES,
        DEFAULT_POOLED_FILES,
        DEFAULT_BUFFER_BYTES,
        StoreLimits.MIN_FREE_BYTES.defaultValue());
  }

  /** These options with another size of a log file. */
  public LogOptions withFileBytes(long bytes) {
    return new LogOptions(bytes, maxBytes, pooledFiles, bufferBytes, minFreeBytes);
  }

  /** These options with another cap. */
  public LogOptions withMaxBytes(long bytes) {
    return new LogOptions(fileBytes, bytes, pooledFiles, bufferBytes, minFreeBytes);
  }

  /** These options with another number of log files prepared ahead of need. */
  public LogOptions withPooledFiles(int count) {
    return new LogOptions(fileBytes, maxBytes, count, bufferBytes, minFreeBytes);
  }

  /** These options with another part of the disk that stays free. */
  public LogOptions withMinFreeBytes(long bytes) {
    return new LogOptions(fileBytes, maxBytes, pooledFiles, bufferBytes, bytes);
  }
}
