package io.pitwall.server.ingest.pipeline;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.pitwall.server.ingest.IngestLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Decompresses whole bodies into arrays of {@link BodyBuffers}. Stops as soon as more comes out
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

  /** Bytes of the last decompressed body. */
  int length() {
    return length;
  }

  /**
   * Decompresses a body; {@link #length()} is its length then.
   *
   * @param coding not PLAIN
   * @return an array for the caller to give back
   * @throws IngestException DAMAGED if the body is damaged or cut, TOO_LARGE if more comes out than
   *     is allowed, OVERLOADED if there is no memory for it
   */
  byte[] decompress(BodyCoding coding, byte[] body, int bodyLength) throws IngestException {
    if (coding == BodyCoding.GZIP) {
      gzip.begin(body, bodyLength);
      return readAll(gzip, body, firstGuess(bodyLength));
    }
    try (ZstdInputStreamNoFinalizer zstd =
        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(body, 0, bodyLength))) {
      zstd.setLongMax(MAX_WINDOW_BITS);
      return readAll(zstd, body, firstGuess(bodyLength));
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private byte[] readAll(InputStream in, byte[] compressed, int first) throws IngestException {
    byte[] out = buffers.takeBeside(compressed, first);
    boolean whole = false;
    length = 0;
    try {
      while (true) {
        if (length == BodyBuffers.capacity(out) && length < maxBytes) {
          out = buffers.grow(out, length, BodyBuffers.doubled(length), compressed.length);
        }
        int left = Math.min(BodyBuffers.capacity(out), maxBytes) - length;
        // At the limit one more byte is read, into the padding: only that shows whether the body
        // ends here.
        int count = in.read(out, length, Math.max(1, left));
        if (count < 0) {
          whole = true;
          return out;
        }
        length += count;
        if (length > maxBytes) {
          throw new IngestException(
              IngestException.Kind.TOO_LARGE,
              "the body decompresses to more than "
                  + maxBytes
                  + " bytes "
                  + IngestLimits.MAX_DECOMPRESSED_BYTES.clause());
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

  private static IngestException damaged(IOException e) {
    return new IngestException(
        IngestException.Kind.DAMAGED, "the compressed body is damaged or cut: " + e.getMessage());
  }

  @Override
  public void close() {
    gzip.close();
  }
}
