package io.pitwall.server.postgres.wire;

/** What the handlers of all connections are told when the server ends, as an event of Netty's. */
public enum ServerStop {
  /** End after what was begun. */
  AFTER_STATEMENT,
  /** Cancel what was begun. */
  NOW
}
