package io.pitwall.server.api.request;

import io.pitwall.server.ingest.pipeline.IngestException;

/** The HTTP status of each kind of failure of the ingest pipeline. */
public final class IngestStatus {
  private IngestStatus() {}

  /** Returns 400, 413, 500 or 503. */
  public static int of(IngestException.Kind kind) {
    return switch (kind) {
      case DAMAGED, EMPTY, MALFORMED -> 400;
      case TOO_LARGE -> 413;
      case FAULT -> 500;
      case OVERLOADED, STORE_FAILED -> 503;
    };
  }
}
