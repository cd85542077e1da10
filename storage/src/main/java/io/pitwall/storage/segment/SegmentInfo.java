package io.pitwall.storage.segment;

import java.util.regex.Pattern;

/**
 * A sealed segment as the manifest knows it.
 *
 * @param fileId names the file; never used twice
 * @param rows at least 1
 * @param minTime the least time, nanoseconds since the epoch
 * @param maxTime the greatest time, nanoseconds since the epoch
 * @param firstLsn the log position of the first record that its rows came from
 * @param lastLsn the log position of the last record that its rows came from
 * @param sizeBytes the file's size
 */
public record SegmentInfo(
    long fileId,
    int tableId,
    long rows,
    long minTime,
    long maxTime,
    long firstLsn,
    long lastLsn,
    long sizeBytes) {
  /** The directory of all segment files. */
  public static final String DIRECTORY = "segments";

  /** How names of segment files end. */
  public static final String SUFFIX = ".seg";

  private static final Pattern FILE_NAME = Pattern.compile("[0-9a-f]{16}\\.seg");

  /** Whether a file in {@link #DIRECTORY} has the name of a segment file. */
  public static boolean isFileName(String name) {
    return FILE_NAME.matcher(name).matches();
  }

  /**
   * The id in the name of a segment file; compare it as unsigned.
   *
   * @param name for which {@link #isFileName} holds
   */
  public static long fileIdOf(String name) {
    return Long.parseUnsignedLong(name.substring(0, name.length() - SUFFIX.length()), 16);
  }

  /** The path of the segment's file. */
  public String path() {
    return pathOf(fileId);
  }

  /** The path of a segment file: {@code segments/}, 16 hexadecimal digits, {@code .seg}. */
  public static String pathOf(long fileId) {
    return DIRECTORY + "/" + "%016x".formatted(fileId) + SUFFIX;
  }
}
