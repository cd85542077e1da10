package io.pitwall.server.ingest.pipeline;

/**
 * A body as a whole was not stored. The message says why, as a sentence without a full stop. Has no
 * stack trace, because it describes a request and not a fault of the server.
 */
public final class IngestException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is; protocols choose their answer by this. */
  public enum Kind {
    /** The body is damaged: it can't be decompressed. */
    DAMAGED,
    /** The body has no bytes. */
    EMPTY,
    /** The body can't be understood as a whole; a row alone is only refused. */
    MALFORMED,
    /** The body is past a limit, which the message names; it will never be taken. */
    TOO_LARGE,
    /** A budget is used up; nothing was stored, and a later attempt may succeed. */
    OVERLOADED,
    /** The store acknowledges nothing any more; the rows may or may not be stored. */
    STORE_FAILED,
    /** A fault of the server, which is in its log. */
    FAULT
  }

  private final Kind kind;

  public IngestException(Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The message; never null. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
