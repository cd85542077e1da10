package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** A way to misuse a server. Owned by one thread. */
public interface Abuse extends AutoCloseable {
  /**
   * Misuses the server once and judges what came back.
   *
   * @throws java.net.SocketTimeoutException if the server should have answered and did not
   * @throws IOException if a connection broke that the server should have kept
   */
  void act() throws IOException;

  /**
   * What it has to see before its turn may end, such as a limit that was reached; empty if it has
   * seen it.
   */
  default String missing() {
    return "";
  }

  /** Lets go of the connections that it holds. */
  @Override
  default void close() throws IOException {}
}
