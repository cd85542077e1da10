package io.pitwall.server.api.write;

import io.pitwall.server.http.Answer;
import io.pitwall.server.ingest.IngestRefusal;
import io.pitwall.server.ingest.pipeline.IngestResult;
import io.pitwall.server.json.JsonWriter;
import java.util.List;

/**
 * Writes what became of a body's rows, as {@code {"error", "accepted", "rejected", "errors":
 * [{"line", "column", "error"}]}}.
 */
final class WriteReport {
  private WriteReport() {}

  /** Returns 400 for a body of which at least one row was refused. */
  static Answer refusedRows(IngestResult result) {
    List<IngestRefusal> refusals = result.refusals();
    String first = refusals.isEmpty() ? "rows were refused" : refusals.get(0).reason();
    String summary =
        result.storedRows() == 0
            ? "nothing was stored: " + first
            : "partial write, " + result.refusedRows() + " refused: " + first;
    return report(summary, result);
  }

  /** Returns 400 for a body that can't be understood as a whole. */
  static Answer nothingStored(String reason) {
    return report("nothing was stored: " + reason, new IngestResult(0, 0, List.of()));
  }

  private static Answer report(String summary, IngestResult result) {
    JsonWriter json = new JsonWriter();
    json.raw("{\"error\":").string(summary);
    json.raw(",\"accepted\":").number(result.storedRows());
    json.raw(",\"rejected\":").number(result.refusedRows());
    json.raw(",\"errors\":[");
    String separator = "";
    for (IngestRefusal refusal : result.refusals()) {
      json.raw(separator).raw("{\"line\":").number(refusal.line());
      json.raw(",\"column\":").number(refusal.column());
      json.raw(",\"error\":").string(refusal.reason()).raw('}');
      separator = ",";
    }
    return Answer.json(400, json.raw("]}\n").toByteArray());
  }
}
