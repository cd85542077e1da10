package io.pitwall.client.encode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A gzip body of which only one region changes from send to send; owned by one thread.
 *
 * <p>What lies before and after the region is compressed once, into deflate blocks that refer to
 * nothing outside themselves; only the region is compressed anew, with the fastest level, and the
 * three runs of blocks are sent one after the other. To a reader it is one ordinary gzip member
 * (RFC 1952).
 *
 * <pre>
 * ┌──────────────┬───────────────┬───────────────┬───────────────┬──────────────┐
 * │ gzip header  │ blocks before │ region's      │ blocks after, │ CRC-32, size │
 * │ 10 bytes     │ (sync flush)  │ blocks (sync) │ last one final│ 8 bytes      │
 * └──────────────┴───────────────┴───────────────┴───────────────┴──────────────┘
 *       buffer 0 (made once)        buffer 1        buffer 2 (once)   buffer 3
 * </pre>
 *
 * <p>The CRC of the whole comes from the CRCs of the parts by {@link Crc32Shift}. With row formats
 * the region is nearly the whole body; with column formats it is the time column, about an eighth.
 */
public final class GzipTemplate {
  /** The number of buffers that {@link #render} gives out. */
  public static final int PARTS = 4;

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final int TRAILER_BYTES = 8;

  private final ByteBuffer region;
  private final ByteBuffer before;
  private final ByteBuffer compressedRegion;
  private final ByteBuffer after;
  private final ByteBuffer trailer;
  private final int fixedCrc;
  private final Crc32Shift regionShift;
  private final CRC32 crc = new CRC32();
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);

  /**
   * Compresses what does not change.
   *
   * @param body the uncompressed body, kept: later changes inside the region are seen by {@link
   *     #render}
   * @param from first byte of the region
   * @param to byte after the region's last
   * @param level zlib level, 1–9, for what is compressed once
   */
  public GzipTemplate(ByteBuffer body, int from, int to, int level) {
    int size = body.limit();
    region = body.slice(from, to - from);
    before = direct(HEADER, deflate(body.slice(0, from), level, Deflater.SYNC_FLUSH));
    after = direct(new byte[0], deflate(body.slice(to, size - to), level, Deflater.NO_FLUSH));
    compressedRegion = ByteBuffer.allocateDirect(compressedBound(to - from));
    trailer = ByteBuffer.allocateDirect(TRAILER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    trailer.putInt(Integer.BYTES, size);
    regionShift = new Crc32Shift(size - to);
    fixedCrc =
        new Crc32Shift(size - from).apply(crcOf(body.slice(0, from)))
            ^ crcOf(body.slice(to, size - to));
  }

  /**
   * Compresses the region as it is now and puts the whole body into {@code parts}.
   *
   * @param at index of the first of {@link #PARTS} buffers, each ready to be read; they stay valid
   *     until the next call
   * @return bytes in all of them
   */
  public int render(ByteBuffer[] parts, int at) {
    deflater.reset();
    deflater.setInput(region.rewind());
    compressedRegion.clear();
    drain(deflater, compressedRegion, Deflater.SYNC_FLUSH);
    compressedRegion.flip();
    trailer.clear().putInt(0, fixedCrc ^ regionShift.apply(crcOf(region.rewind())));
    before.rewind();
    after.rewind();
    parts[at] = before;
    parts[at + 1] = compressedRegion;
    parts[at + 2] = after;
    parts[at + 3] = trailer;
    return before.remaining() + compressedRegion.remaining() + after.remaining() + TRAILER_BYTES;
  }

  private int crcOf(ByteBuffer bytes) {
    crc.reset();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] deflate(ByteBuffer bytes, int level, int flush) {
    Deflater once = new Deflater(level, true);
    try {
      ByteBuffer out = ByteBuffer.allocate(compressedBound(bytes.remaining()));
      once.setInput(bytes);
      if (flush == Deflater.NO_FLUSH) {
        once.finish();
      }
      drain(once, out, flush);
      byte[] compressed = new byte[out.flip().remaining()];
      out.get(compressed);
      return compressed;
    } finally {
      once.end();
    }
  }

  private static void drain(Deflater deflater, ByteBuffer out, int flush) {
    deflater.deflate(out, flush);
    if (!out.hasRemaining()) {
      throw new IllegalStateException(
          "the bound on compressed bytes was too small: " + out.capacity());
    }
  }

  /** Generous: stored blocks cost 5 bytes for each 16 KiB at the least, and a flush a few more. */
  private static int compressedBound(int sizeBytes) {
    return sizeBytes + sizeBytes / 100 + 256;
  }

  private static ByteBuffer direct(byte[] first, byte[] second) {
    return ByteBuffer.allocateDirect(first.length + second.length).put(first).put(second).flip();
  }
}
