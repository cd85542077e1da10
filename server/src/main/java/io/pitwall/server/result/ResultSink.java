package io.pitwall.server.result;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.QueryException;
import io.pitwall.server.network.ClientGoneException;

/**
 * Where an encoder writes a result: a protocol's buffer, sent in pieces while the client reads.
 * Owned by one thread.
 */
public interface ResultSink {
  /**
   * Returns the buffer to append to. It stays the same until {@link #roomForMore} is called; what
   * is in it already is not to be touched.
   */
  ByteBuf buffer();

  /**
   * Sends the buffer if enough is in it, and then waits while the client has too much unread. An
   * encoder calls it between two rows, or other parts, each small against the memory of a server.
   *
   * @throws QueryException if the statement is cancelled or its time is over
   * @throws ClientGoneException if the client is gone or does not read
   */
  void roomForMore() throws QueryException, ClientGoneException;
}
