package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;

/** Takes one request's body, on the connection's event loop. */
interface BodyReceiver {
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

  /** Reads exactly so many bytes. */
  void body(ByteBuf bytes, int length) throws HttpRefusal;

  /** The body is whole; the answer may come from any thread afterwards. */
  void end() throws HttpRefusal;

  /** The body will never be whole: gives back what is held. */
  void abort();
}
