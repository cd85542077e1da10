package io.pitwall.server.ingest.pipeline;

import io.pitwall.server.ingest.IngestRefusal;
import io.pitwall.server.ingest.ParsedBody;
import io.pitwall.storage.batch.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The outcome of a body that could be read: its good rows are durable and visible to queries.
 *
 * @param storedRows rows that were stored
 * @param refusedRows rows that were refused, by the parser or by the store
 * @param refusals the first of them by line, up to the limit max-reported-errors
 */
public record IngestResult(long storedRows, long refusedRows, List<IngestRefusal> refusals) {
  /**
   * Puts the refusals of the parser and those of the store together.
   *
   * @param refusedByStore rows that came from the parser and were not stored
   * @param storesRefusals the reasons for those
   * @param maxReported how many refusals the result has at most
   */
  static IngestResult of(
      ParsedBody parsed, long refusedByStore, List<Refusal> storesRefusals, int maxReported) {
    long stored = parsed.batch().rows() - refusedByStore;
    long refused = parsed.refusedRows() + refusedByStore;
    if (refused == 0) {
      return new IngestResult(stored, 0, List.of());
    }
    List<IngestRefusal> all = new ArrayList<>(parsed.refusals());
    for (Refusal refusal : storesRefusals) {
      all.add(new IngestRefusal(refusal.line(), 0, refusal.reason()));
    }
    all.sort(Comparator.comparingInt(IngestRefusal::line));
    return new IngestResult(
        stored, refused, List.copyOf(all.subList(0, Math.min(maxReported, all.size()))));
  }
}
