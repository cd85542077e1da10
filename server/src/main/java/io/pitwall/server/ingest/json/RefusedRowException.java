package io.pitwall.server.ingest.json;

/** An object of the body is well-formed but can't be stored; the others are not touched. */
final class RefusedRowException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedRowException(String reason) {
    super(reason, null, false, false);
  }
}
