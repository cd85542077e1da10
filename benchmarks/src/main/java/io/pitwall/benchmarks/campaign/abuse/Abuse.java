package io.pitwall.benchmarks.campaign.abuse;

import java.io.IOException;

/** A way to misuse a server. Owned by one thread. */
public interface Abuse extends AutoCloseable {
  /**
   * Misuses the server once and judges what came back.
   *
   * @throws java.net.SocketTimeoutException if the server should have answered and did not
   * @throws IOException if the connection broke, which a server may do to such a client
   */
  void act() throws IOException;

  /** Lets go of the connections that it holds. */
  @Override
  default void close() throws IOException {}
}
