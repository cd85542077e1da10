package io.pitwall.benchmarks.campaign.abuse;

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

  static AbuseAnswer closed() {
    return new AbuseAnswer(CLOSED, "");
  }

  boolean is(String other) {
    return code.equals(other);
  }
}
