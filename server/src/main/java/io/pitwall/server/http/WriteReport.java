package io.pitwall.server.http;

import io.pitwall.server.ingest.IngestRefusal;
import io.pitwall.server.ingest.ParsedBody;
import io.pitwall.storage.batch.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a client is told of its rows. */
final class WriteReport {
  private static final int MAX_ERRORS = 100;

  private WriteReport() {}

  /**
   * 204 if all rows are stored, else 400 that tells of the first refused ones.
   *
   * @param refusedByStore rows that came from the parser and were not stored
   * @param refusals the reasons for those
   */
  static Answer of(
      ParsedBody parsed, long storedRows, long refusedByStore, List<Refusal> refusals) {
    long refused = parsed.refusedRows() + refusedByStore;
    if (refused == 0) {
      return Answer.NO_CONTENT;
    }
    List<IngestRefusal> all = new ArrayList<>(parsed.refusals());
    for (Refusal refusal : refusals) {
      all.add(new IngestRefusal(refusal.line(), 0, refusal.reason()));
    }
    all.sort(Comparator.comparingInt(IngestRefusal::line));
    String first = all.isEmpty() ? "rows were refused" : all.get(0).reason();
    String summary =
        storedRows == 0
            ? "nothing was stored: " + first
            : "partial write, " + refused + " refused: " + first;
    return report(summary, storedRows, refused, all);
  }

  /** 400 for a body that can't be understood. */
  static Answer nothingStored(String reason) {
    return report("nothing was stored: " + reason, 0, 0, List.of());
  }

  private static Answer report(
      String summary, long accepted, long rejected, List<IngestRefusal> refusals) {
    JsonText json = new JsonText();
    json.raw("{\"error\":").string(summary);
    json.raw(",\"accepted\":").number(accepted);
    json.raw(",\"rejected\":").number(rejected);
    json.raw(",\"errors\":[");
    for (int i = 0; i < Math.min(MAX_ERRORS, refusals.size()); i++) {
      IngestRefusal refusal = refusals.get(i);
      json.raw(i == 0 ? "{\"line\":" : ",{\"line\":").number(refusal.line());
      json.raw(",\"column\":").number(refusal.column());
      json.raw(",\"error\":").string(refusal.reason()).raw('}');
    }
    return Answer.json(400, json.raw("]}\n").toByteArray());
  }
}
