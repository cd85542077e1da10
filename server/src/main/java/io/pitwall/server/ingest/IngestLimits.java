package io.pitwall.server.ingest;

/**
 * What a body may hold at most, and what a parser may remember.
 *
 * @param maxLineBytes bytes of one line of line protocol, its strings included
 * @param maxReportedRefusals how many refused rows are told with place and reason; the others are
 *     only counted
 * @param maxDepth nesting of a JSON or MessagePack body
 * @param maxMemoSeries series that a parser remembers from request to request
 * @param maxMemoBytes bytes of their texts
 */
public record IngestLimits(
    int maxLineBytes, int maxReportedRefusals, int maxDepth, int maxMemoSeries, long maxMemoBytes) {
  public static final IngestLimits DEFAULT = new IngestLimits(1 << 20, 100, 8, 1 << 16, 16L << 20);
}
