package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body in one array, each byte copied once where the length is known. Owned by the
 * connection's event loop until the body is whole.
 */
final class BodyCollector implements BodyReceiver {
  /** Who gets the whole body; the array is theirs to give back. */
  interface Whole {
    void accept(byte[] body, int length) throws HttpRefusal;
  }

  /** How much memory a length that was only announced is worth. */
  private static final int MAX_FIRST_BYTES = 4 << 20;

  private static final int FIRST_CHUNKED_BYTES = 64 << 10;

  private final BodyBuffers buffers;
  private final int maxBytes;
  private final String limitName;
  private final Whole whole;
  private byte @Nullable [] body;
  private int length;

  /**
   * @param maxBytes the largest body taken
   * @param limitName the name of that limit
   * @throws HttpRefusal if the announced length is too large, or there is no memory for it
   */
  BodyCollector(
      RequestHeader head, BodyBuffers buffers, int maxBytes, String limitName, Whole whole)
      throws HttpRefusal {
    this.buffers = buffers;
    this.maxBytes = maxBytes;
    this.limitName = limitName;
    this.whole = whole;
    if (head.contentLength() < 0 && !head.chunked()) {
      throw new HttpRefusal(411, "the request has neither Content-Length nor chunks");
    }
    if (head.contentLength() > maxBytes) {
      throw tooLarge();
    }
    int first =
        head.chunked()
            ? Math.min(maxBytes, FIRST_CHUNKED_BYTES)
            : (int) Math.min(MAX_FIRST_BYTES, head.contentLength());
    this.body = buffers.take(first);
  }

  @Override
  public void body(ByteBuf bytes, int count) throws HttpRefusal {
    byte[] array = body;
    if (array == null) {
      bytes.skipBytes(count);
      return;
    }
    if (count > maxBytes - length) {
      throw tooLarge();
    }
    int needed = length + count;
    if (needed > BodyBuffers.capacity(array)) {
      int wanted = Math.max(needed, Math.min(maxBytes, BodyBuffers.doubled(length)));
      array = buffers.grow(array, length, wanted);
      body = array;
    }
    bytes.readBytes(array, length, count);
    length = needed;
  }

  @Override
  public void end() throws HttpRefusal {
    byte[] array = body;
    body = null;
    if (array != null) {
      whole.accept(array, length);
    }
  }

  @Override
  public void abort() {
    byte[] array = body;
    body = null;
    if (array != null) {
      buffers.give(array);
    }
  }

  private HttpRefusal tooLarge() {
    return new HttpRefusal(
        413, "the body is larger than " + maxBytes + " bytes (limit " + limitName + ")");
  }
}
