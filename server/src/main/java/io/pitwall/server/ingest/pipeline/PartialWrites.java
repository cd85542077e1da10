package io.pitwall.server.ingest.pipeline;

/** What becomes of the good rows of a body that has bad rows too. */
public enum PartialWrites {
  /** The good rows are stored and the bad ones reported. */
  STORE_GOOD_ROWS
}
