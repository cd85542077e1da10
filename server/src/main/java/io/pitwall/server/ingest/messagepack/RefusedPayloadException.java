package io.pitwall.server.ingest.messagepack;

/** A map of the body is well-formed but can't be stored; the others are not touched. */
final class RefusedPayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedPayloadException(String reason) {
    super(reason, null, false, false);
  }
}
