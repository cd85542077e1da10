package io.pitwall.server.api.status;

import io.pitwall.server.json.JsonWriter;
import java.util.List;

/**
 * How the server is.
 *
 * @param status the worst of what was found
 * @param codes one short word for each thing that is not well
 * @param details a sentence for each; only for callers with a valid token
 * @param uptimeMillis since the start
 */
public record HealthReport(
    Status status, List<String> codes, List<String> details, long uptimeMillis) {
  /** From good to bad. */
  public enum Status {
    OK("ok", "pass", "ready for queries and writes"),
    DEGRADED("degraded", "pass", "ready for queries and writes, but something is not well"),
    FAILING("failing", "fail", "not ready: see reasons");

    private final String label;
    private final String verdict;
    private final String message;

    Status(String label, String verdict, String message) {
      this.label = label;
      this.verdict = verdict;
      this.message = message;
    }
  }

  /**
   * Returns the report as clients of InfluxDB 2 read it, which want {@code name} and a {@code
   * status} of {@code pass} or {@code fail}; {@code state} tells more.
   */
  byte[] toJson(String version, boolean withDetails) {
    JsonWriter json = new JsonWriter();
    json.raw("{\"name\":\"pitwall\",\"status\":").string(status.verdict);
    json.raw(",\"state\":").string(status.label);
    json.raw(",\"message\":").string(status.message);
    json.raw(",\"version\":").string(version);
    json.raw(",\"uptime_seconds\":").number(uptimeMillis / 1000.0);
    strings(json.raw(",\"reasons\":"), codes);
    if (withDetails) {
      strings(json.raw(",\"details\":"), details);
    }
    return json.raw("}\n").toByteArray();
  }

  private static void strings(JsonWriter json, List<String> texts) {
    json.raw('[');
    for (int i = 0; i < texts.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.string(texts.get(i));
    }
    json.raw(']');
  }
}
