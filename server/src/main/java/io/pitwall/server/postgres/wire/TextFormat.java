package io.pitwall.server.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.text.IntervalText;
import io.pitwall.query.text.NumberText;
import io.pitwall.query.text.TimeText;
import java.nio.charset.StandardCharsets;

/**
 * Writes values in PostgreSQL's text format. Times and intervals have microseconds there, and many
 * clients can't read more digits, so further ones are cut off. Owned by one thread.
 */
final class TextFormat {
  private static final int FRACTION_AT = "2026-01-01 00:00:00".length();
  private static final int FRACTION_DIGITS = 6;
  private static final int ZONE_LENGTH = "+00".length();
  private static final int NANOS_PER_MICRO = 1_000;

  private final byte[] scratch = new byte[Math.max(TimeText.MAX_LENGTH, IntervalText.MAX_LENGTH)];

  static void writeBoolean(ByteBuf out, boolean value) {
    out.writeByte(value ? 't' : 'f');
  }

  static void writeLong(ByteBuf out, long value) {
    out.writeCharSequence(Long.toString(value), StandardCharsets.US_ASCII);
  }

  /** The shortest text that reads back as the same value. */
  static void writeDouble(ByteBuf out, double value) {
    out.writeCharSequence(NumberText.format(value), StandardCharsets.US_ASCII);
  }

  /** Writes a time as {@code 2026-01-01 00:00:00.5+00}. */
  void writeTimestamp(ByteBuf out, long epochNanos) {
    int length = TimeText.writePostgres(epochNanos, scratch, 0);
    int zoneAt = length - ZONE_LENGTH;
    int end = Math.min(zoneAt, FRACTION_AT + 1 + FRACTION_DIGITS);
    if (end < zoneAt) {
      while (scratch[end - 1] == '0') {
        end--;
      }
      if (scratch[end - 1] == '.') {
        end--;
      }
      System.arraycopy(scratch, zoneAt, scratch, end, ZONE_LENGTH);
    }
    out.writeBytes(scratch, 0, end + ZONE_LENGTH);
  }

  /** Writes an interval as {@code 1 day 02:03:04.5}: IntervalStyle postgres. */
  void writeInterval(ByteBuf out, long nanos) {
    long cut = nanos / NANOS_PER_MICRO * NANOS_PER_MICRO;
    out.writeBytes(scratch, 0, IntervalText.writePostgres(cut, scratch, 0));
  }
}
