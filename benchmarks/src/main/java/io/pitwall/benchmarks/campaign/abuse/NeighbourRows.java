package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes lines between two good rows, which must be stored unless nothing of the body is. Owned by
 * one thread.
 */
final class NeighbourRows {
  private static final int ROWS = 2;
  private static final Pattern ACCEPTED = Pattern.compile("\"accepted\":(\\d+)");

  private final AbuseScene scene;
  private final String table;

  /**
   * @param table of the good rows
   */
  NeighbourRows(AbuseScene scene, String table) {
    this.scene = scene;
    this.table = table;
  }

  /**
   * Writes the lines and their neighbours.
   *
   * @param what the lines are, for a sentence
   * @param allowed the statuses that are right
   * @return the answer
   */
  AbuseAnswer write(String what, String lines, String... allowed) throws IOException {
    String body = table + " value=1i\n" + lines + "\n" + table + " value=2i\n";
    byte[] request = AbuseRequest.lines(scene.token()).body(body.getBytes(StandardCharsets.UTF_8));
    AbuseAnswer answer = AbuseAnswer.closed();
    try (AbuseHttp http = scene.openHttp()) {
      answer = http.ask(request);
    } finally {
      if (answer.is(AbuseAnswer.CLOSED)) {
        scene.ledger().unknown(table, ROWS);
      }
    }
    scene.tally().expect(what, answer, allowed);
    if (answer.is("204") || (answer.is("400") && accepted(answer) >= ROWS)) {
      scene.ledger().stored(table, ROWS);
    } else if (answer.is("400")) {
      scene.tally().fault(what + ": the good rows beside it were not stored: " + answer.text());
    }
    return answer;
  }

  private static long accepted(AbuseAnswer answer) {
    Matcher found = ACCEPTED.matcher(answer.text());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
