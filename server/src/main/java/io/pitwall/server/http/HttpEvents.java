package io.pitwall.server.http;

/** Is called when something happens that metrics count. Safe for all threads. */
public interface HttpEvents {
  /** A connection was opened. */
  void connectionOpened();

  /** A connection was closed. */
  void connectionClosed();

  /** Reading of a connection paused because the server is congested. */
  void readingPaused();

  /** A request was answered. */
  void answered(int status);
}
