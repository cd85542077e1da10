package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;

/** Receives the parts of requests from {@link RequestFraming}, on the connection's event loop. */
interface RequestSink {
  /** Whether a request may begin now; asked before the bytes of its header are looked at. */
  boolean takesRequests();

  /** A request begins. */
  void header(RequestHeader header);

  /**
   * The next bytes of its body.
   *
   * @param length how many bytes to read from {@code bytes}; all of them must be read now
   */
  void body(ByteBuf bytes, int length);

  /** Its body has ended, or it has none. */
  void end();

  /** The bytes are not a valid request; nothing more will be read. */
  void malformed(HttpRefusal refusal);
}
