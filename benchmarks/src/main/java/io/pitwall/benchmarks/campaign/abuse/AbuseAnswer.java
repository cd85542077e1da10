package io.pitwall.benchmarks.campaign.abuse;

import java.util.Set;

/**
 * What came back over either protocol.
 *
 * @param code the HTTP status; for PostgreSQL the SQLSTATE of an error or {@link #DONE}; {@link
 *     #CLOSED} if the connection ended without an answer
 * @param text the body, the error's message or the first value of the result; may be empty
 */
record AbuseAnswer(String code, String text) {
  /** A PostgreSQL message was answered without an error. */
  static final String DONE = "done";

  /** The connection ended instead. */
  static final String CLOSED = "closed";

  /** A server may always say that it is too busy for such a client, or has seen enough of it. */
  private static final Set<String> TURNED_AWAY = Set.of("429", "503", "53300");

  static AbuseAnswer closed() {
    return new AbuseAnswer(CLOSED, "");
  }

  boolean isTurnedAway() {
    return TURNED_AWAY.contains(code);
  }

  boolean is(String other) {
    return code.equals(other);
  }
}
