package io.pitwall.client.load;

import io.pitwall.client.encode.EncodedRows;
import io.pitwall.client.encode.GzipTemplate;
import io.pitwall.client.encode.NumberCells;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A body built once outside the heap, so that the socket takes it without a copy, and sent many
 * times. Owned by one connection's thread.
 */
final class PreparedBody {
  private final ByteBuffer body;
  private final NumberCells cellForm;
  private final int[] timeOffsets;
  private final int timeWidth;
  private final int[] stampOffsets;
  private final int stampWidth;
  private final @Nullable GzipTemplate gzip;

  /**
   * Copies the rows' bytes out of the heap.
   *
   * @param rewriteTimes whether {@link #render} writes times, or those in the body stay
   * @param gzipLevel 0 for a plain body
   */
  PreparedBody(EncodedRows rows, boolean rewriteTimes, int gzipLevel) {
    body = ByteBuffer.allocateDirect(rows.bytes().length).put(rows.bytes()).flip();
    cellForm = rows.cellForm();
    timeOffsets = rewriteTimes ? rows.timeOffsets() : new int[0];
    timeWidth = rows.timeWidth();
    stampOffsets = rows.stampOffsets();
    stampWidth = rows.stampWidth();
    gzip = gzipLevel == 0 ? null : gzipTemplate(gzipLevel);
  }

  private GzipTemplate gzipTemplate(int level) {
    int from = body.limit();
    int to = 0;
    for (int offset : timeOffsets) {
      from = Math.min(from, offset);
      to = Math.max(to, offset + timeWidth);
    }
    for (int offset : stampOffsets) {
      from = Math.min(from, offset);
      to = Math.max(to, offset + stampWidth);
    }
    return new GzipTemplate(body, from, Math.max(from, to), level);
  }

  /** How many buffers {@link #render} fills. */
  static int parts(int gzipLevel) {
    return gzipLevel == 0 ? 1 : GzipTemplate.PARTS;
  }

  /** The body's size before compression. */
  int uncompressedBytes() {
    return body.capacity();
  }

  /**
   * Writes times and stamp into the body and puts it into {@code parts}, from {@code at} on.
   *
   * @return bytes on the wire
   */
  int render(long firstTime, long timeStep, long stamp, ByteBuffer[] parts, int at) {
    cellForm.writeProgression(body, timeOffsets, timeWidth, firstTime, timeStep);
    cellForm.writeProgression(body, stampOffsets, stampWidth, stamp, 0);
    if (gzip != null) {
      return gzip.render(parts, at);
    }
    parts[at] = body.rewind();
    return body.remaining();
  }
}
