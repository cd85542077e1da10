package io.pitwall.server.api;

import io.pitwall.server.http.HttpEvents;
import io.pitwall.server.metrics.ServerMetrics;

/**
 * Counts what happens on HTTP connections in the server's metrics.
 *
 * @param metrics where it is counted
 */
public record MeteredHttp(ServerMetrics metrics) implements HttpEvents {
  @Override
  public void connectionOpened() {
    metrics.connectionOpened();
  }

  @Override
  public void connectionClosed() {
    metrics.connectionClosed();
  }

  @Override
  public void readingPaused() {
    metrics.readingPaused();
  }

  @Override
  public void answered(int status) {
    metrics.answered(status);
  }
}
