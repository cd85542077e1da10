package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;

/** Takes what {@link RequestFraming} finds, on the connection's event loop. */
interface RequestSink {
  /** A request begins. */
  void head(RequestHeader head);

  /**
   * Some of its body.
   *
   * @param length how many bytes to read from {@code bytes}, all of them now
   */
  void body(ByteBuf bytes, int length);

  /** Its body has ended, or it has none. */
  void end();

  /** What came is no request; nothing more will be read. */
  void malformed(HttpRefusal refusal);
}
