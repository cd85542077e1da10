package io.pitwall.server.http;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decompresses whole bodies into arrays of {@link BodyBuffers}, and stops as soon as more comes out
 * than is allowed. Owned by one worker thread.
 */
final class Decompressor implements AutoCloseable {
  /** The largest window of zstd that is decoded: 8 MiB. */
  private static final int MAX_WINDOW_BITS = 23;

  private static final int FIRST_GUESS_FACTOR = 4;
  private static final int MAX_FIRST_BYTES = 16 << 20;

  private final BodyBuffers buffers;
  private final int maxBytes;
  private final GzipReader gzip = new GzipReader();
  private int length;

  Decompressor(BodyBuffers buffers, int maxBytes) {
    this.buffers = buffers;
    this.maxBytes = maxBytes;
  }

  /** Bytes of the last body. */
  int length() {
    return length;
  }

  /**
   * Decompresses a body; {@link #length()} tells how much it is.
   *
   * @param coding not PLAIN
   * @return an array for the caller to give back
   * @throws HttpRefusal 400 if it is damaged or cut, 413 if it is too large, 503 if there is no
   *     memory for it
   */
  byte[] decompress(BodyCoding coding, byte[] body, int bodyLength) throws HttpRefusal {
    if (coding == BodyCoding.GZIP) {
      gzip.begin(body, bodyLength);
      return readAll(gzip, firstGuess(bodyLength));
    }
    try (ZstdInputStreamNoFinalizer zstd =
        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(body, 0, bodyLength))) {
      zstd.setLongMax(MAX_WINDOW_BITS);
      return readAll(zstd, firstGuess(bodyLength));
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private byte[] readAll(InputStream in, int first) throws HttpRefusal {
    byte[] out = buffers.take(first);
    boolean whole = false;
    length = 0;
    try {
      while (true) {
        if (length == BodyBuffers.capacity(out) && length < maxBytes) {
          out = buffers.grow(out, length, BodyBuffers.doubled(length));
        }
        int room = Math.min(BodyBuffers.capacity(out), maxBytes) - length;
        // At the limit one byte more is asked for: the end of the body may be just here.
        int count = in.read(out, length, Math.max(1, room));
        if (count < 0) {
          whole = true;
          return out;
        }
        length += count;
        if (length > maxBytes) {
          throw new HttpRefusal(
              413,
              "the body decompresses to more than "
                  + maxBytes
                  + " bytes (limit max-decompressed-bytes)");
        }
      }
    } catch (IOException e) {
      throw damaged(e);
    } finally {
      if (!whole) {
        buffers.give(out);
      }
    }
  }

  private int firstGuess(int bodyLength) {
    long guess = Math.min(MAX_FIRST_BYTES, (long) FIRST_GUESS_FACTOR * bodyLength);
    return (int) Math.min(maxBytes, guess);
  }

  private static HttpRefusal damaged(IOException e) {
    return new HttpRefusal(400, "the compressed body is damaged or cut: " + e.getMessage());
  }

  @Override
  public void close() {
    gzip.close();
  }
}
