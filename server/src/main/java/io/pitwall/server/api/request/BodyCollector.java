package io.pitwall.server.api.request;

import io.netty.buffer.ByteBuf;
import io.pitwall.server.http.BodyReceiver;
import io.pitwall.server.http.HttpRefusal;
import io.pitwall.server.http.RequestHeader;
import io.pitwall.server.ingest.pipeline.BodyBuffers;
import io.pitwall.server.ingest.pipeline.IngestException;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body in one array of the memory budget. Each byte is copied once if the request
 * declares a length up to 4 MiB. Owned by the connection's event loop until the body is whole.
 */
public final class BodyCollector implements BodyReceiver {
  /** Receives the whole body. */
  public interface Whole {
    /**
     * Takes the body.
     *
     * @param body an array of the buffers, to be given back by the receiver in any case
     * @param length bytes of the body, at the start of the array
     */
    void accept(byte[] body, int length) throws HttpRefusal;
  }

  /**
   * The largest body an endpoint takes.
   *
   * @param name the name of the limit
   */
  public record MaxBody(int bytes, String name) {}

  /** How much memory is taken for a declared length before its bytes have come. */
  private static final int MAX_FIRST_BYTES = 4 << 20;

  private static final int FIRST_CHUNKED_BYTES = 64 << 10;

  private final BodyBuffers buffers;
  private final MaxBody max;
  private final Whole whole;
  private byte @Nullable [] body;
  private int length;

  /**
   * @throws HttpRefusal 411 without a length and chunks, 413 if the declared length is too large,
   *     503 if there is no memory for it
   */
  public BodyCollector(RequestHeader header, BodyBuffers buffers, MaxBody max, Whole whole)
      throws HttpRefusal {
    this.buffers = buffers;
    this.max = max;
    this.whole = whole;
    if (header.contentLength() < 0 && !header.chunked()) {
      throw new HttpRefusal(411, "the request has neither Content-Length nor chunks");
    }
    if (header.contentLength() > max.bytes()) {
      throw tooLarge();
    }
    int first =
        header.chunked()
            ? Math.min(max.bytes(), FIRST_CHUNKED_BYTES)
            : (int) Math.min(MAX_FIRST_BYTES, header.contentLength());
    try {
      this.body = buffers.take(first);
    } catch (IngestException e) {
      throw refusal(e);
    }
  }

  @Override
  public void body(ByteBuf bytes, int count) throws HttpRefusal {
    byte[] array = body;
    if (array == null) {
      bytes.skipBytes(count);
      return;
    }
    if (count > max.bytes() - length) {
      throw tooLarge();
    }
    int needed = length + count;
    if (needed > BodyBuffers.capacity(array)) {
      array = grow(array, needed);
    }
    bytes.readBytes(array, length, count);
    length = needed;
  }

  private byte[] grow(byte[] array, int needed) throws HttpRefusal {
    int wanted = Math.max(needed, Math.min(max.bytes(), BodyBuffers.doubled(length)));
    try {
      byte[] larger = buffers.grow(array, length, wanted);
      body = larger;
      return larger;
    } catch (IngestException e) {
      throw refusal(e);
    }
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
        413, "the body is larger than " + max.bytes() + " bytes (limit " + max.name() + ")");
  }

  private static HttpRefusal refusal(IngestException e) {
    return new HttpRefusal(IngestStatus.of(e.kind()), e.reason());
  }
}
