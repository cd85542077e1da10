package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;

/** Takes the body of one request, on the connection's event loop. */
public interface BodyReceiver {
  /** Takes a body and forgets it. */
  BodyReceiver DISCARD =
      new BodyReceiver() {
        @Override
        public void body(ByteBuf bytes, int length) {
          bytes.skipBytes(length);
        }

        @Override
        public void end() {
          // Nothing was kept.
        }

        @Override
        public void abort() {
          // Nothing was kept.
        }
      };

  /**
   * Takes the next bytes of the body.
   *
   * @param length how many bytes to read from {@code bytes}; all of them must be read now
   * @throws HttpRefusal to answer without taking the rest; {@link #abort} is called next
   */
  void body(ByteBuf bytes, int length) throws HttpRefusal;

  /**
   * The body is whole. The answer may come from any thread from now on.
   *
   * @throws HttpRefusal to answer at once; {@link #abort} is called next
   */
  void end() throws HttpRefusal;

  /** The body will never be whole: gives back what is held. */
  void abort();
}
