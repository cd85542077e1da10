package io.pitwall.server.network;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells the end of a connection by its client or by the network from faults of the server. */
public final class BrokenConnection {
  private BrokenConnection() {}

  /**
   * Whether the failure only says that the connection is gone. Netty throws such errors of epoll
   * unchecked, as when a client resets its connection while reading from it is resumed.
   */
  public static boolean isReason(Throwable failure) {
    return failure instanceof IOException || failure instanceof UncheckedIOException;
  }
}
