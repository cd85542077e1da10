package io.pitwall.benchmarks.campaign.abuse;

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

  private static final int MAX_TABLES = 1_000;
  private static final int MAX_DATABASES = 50;
  private static final int MAX_SERIES = 50_000;

  private AbuseLimits() {}

  /** The flags of the server. */
  public static List<String> flags() {
    return List.of(
        "--max-body-bytes=" + MAX_BODY_BYTES,
        "--max-decompressed-bytes=" + MAX_DECOMPRESSED_BYTES,
        "--max-databases=" + MAX_DATABASES,
        "--max-tables=" + MAX_TABLES,
        "--max-series=" + MAX_SERIES);
  }
}
