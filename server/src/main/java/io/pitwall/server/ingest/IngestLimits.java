package io.pitwall.server.ingest;

import io.pitwall.storage.limit.Limit;

/**
 * What a body may hold at most, and what a parser may remember.
 *
 * @param maxLineBytes {@link #MAX_LINE_BYTES}
 * @param maxReportedRefusals {@link #MAX_REPORTED_ERRORS}
 * @param maxDepth {@link #MAX_DEPTH}
 * @param maxMemoSeries series that a parser remembers from request to request
 * @param maxMemoBytes bytes of their texts
 */
public record IngestLimits(
    int maxLineBytes, int maxReportedRefusals, int maxDepth, int maxMemoSeries, long maxMemoBytes) {
  /** Checked by the parser of line protocol; a line includes its strings. */
  public static final Limit MAX_LINE_BYTES =
      Limit.bytes(
              "max-line-bytes", 1 << 20, "Longest line of line protocol; a longer one is refused.")
          .inOneArray();

  /** Kept by the parsers; refused rows past it are only counted. */
  public static final Limit MAX_REPORTED_ERRORS =
      Limit.count(
          "max-reported-errors",
          100,
          "Most refused rows that the answer to one write lists with their causes.");

  /** Checked by the parser of JSON. */
  public static final Limit MAX_DEPTH =
      Limit.count(
          "max-depth", 8, "Deepest nesting of a JSON body; a row with a deeper value is refused.");

  /** Checked by the parser of JSON. */
  public static final Limit MAX_NUMBER_CHARS =
      Limit.count(
          "max-number-chars",
          1000,
          "Most characters of a number in a JSON body; a row with a longer one is refused.");

  /** Checked while a body arrives. */
  public static final Limit MAX_BODY_BYTES =
      Limit.bytes("max-body-bytes", 64 << 20, "Largest body of a write as it is sent; 413 past it.")
          .inOneArray();

  /** Checked while a body is decompressed. */
  public static final Limit MAX_DECOMPRESSED_BYTES =
      Limit.bytes(
              "max-decompressed-bytes",
              256 << 20,
              "Largest body of a write after decompression; 413 past it.")
          .inOneArray();

  /** Checked when memory for a body is taken. */
  public static final Limit MAX_INFLIGHT_BYTES =
      Limit.bytes(
              "max-inflight-bytes",
              256 << 20,
              "Memory for the bodies of all connections; reading pauses at half of it, 503 past"
                  + " it.")
          .atLeast(2);

  public static final IngestLimits DEFAULT =
      new IngestLimits(
          MAX_LINE_BYTES.defaultInt(),
          MAX_REPORTED_ERRORS.defaultInt(),
          MAX_DEPTH.defaultInt(),
          1 << 16,
          16L << 20);
}
