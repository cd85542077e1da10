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
    OK("ok"),
    DEGRADED("degraded"),
    FAILING("failing");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  byte[] toJson(boolean withDetails) {
    JsonWriter json = new JsonWriter();
    json.raw("{\"status\":").string(status.label());
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
