package io.pitwall.benchmarks.campaign.abuse;

import java.time.Duration;
import java.util.List;

/**
 * The limits of the server that abuse runs into, lower than the defaults so that a short run gets
 * there too.
 */
public final class AbuseLimits {
  /** {@code max-body-bytes}. */
  public static final int MAX_BODY_BYTES = 8 << 20;

  /** {@code max-decompressed-bytes}. */
  public static final int MAX_DECOMPRESSED_BYTES = 32 << 20;

  /**
   * {@code header-timeout}, {@code body-timeout}, {@code write-timeout}, {@code
   * pg-startup-timeout}.
   */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** {@code idle-timeout}; the race's clients keep connections for less. */
  static final Duration IDLE_TIMEOUT = Duration.ofSeconds(8);

  /** How much later than a time-out says a server under load may end a connection. */
  static final Duration SLACK = Duration.ofSeconds(5);

  private static final int MAX_TABLES = 300;
  private static final int MAX_DATABASES = 16;
  private static final int MAX_COLUMNS_PER_TABLE = 256;
  private static final int MAX_SERIES = 20_000;
  private static final int MAX_FAILED_LOGINS_PER_ADDRESS = 20;

  private AbuseLimits() {}

  /** The flags of the server. */
  public static List<String> flags() {
    return List.of(
        "--max-body-bytes=" + MAX_BODY_BYTES,
        "--max-decompressed-bytes=" + MAX_DECOMPRESSED_BYTES,
        "--max-databases=" + MAX_DATABASES,
        "--max-tables=" + MAX_TABLES,
        "--max-columns-per-table=" + MAX_COLUMNS_PER_TABLE,
        "--max-series=" + MAX_SERIES,
        "--max-failed-logins-per-address=" + MAX_FAILED_LOGINS_PER_ADDRESS,
        "--header-timeout=" + seconds(TIMEOUT),
        "--body-timeout=" + seconds(TIMEOUT),
        "--write-timeout=" + seconds(TIMEOUT),
        "--pg-startup-timeout=" + seconds(TIMEOUT),
        "--idle-timeout=" + seconds(IDLE_TIMEOUT));
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + "s";
  }
}
