package io.pitwall.server.postgres.wire;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.text.IntervalText;
import io.pitwall.query.text.NumberText;
import io.pitwall.query.text.TimeText;
import java.nio.charset.StandardCharsets;

/**
 * Writes values in PostgreSQL's text format; times have nanoseconds where there are some. Owned by
 * one thread.
 */
final class TextFormat {
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
    out.writeBytes(scratch, 0, TimeText.writePostgres(epochNanos, scratch, 0));
  }

  /** Writes an interval as {@code 1 day 02:03:04.5}: IntervalStyle postgres. */
  void writeInterval(ByteBuf out, long nanos) {
    out.writeBytes(scratch, 0, IntervalText.writePostgres(nanos, scratch, 0));
  }
}
