package io.pitwall.server.ingest.messagepack;

import static io.pitwall.server.ingest.messagepack.MessagePackReader.FALSE;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.FLOAT64;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.INT;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.INT16;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.INT32;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.INT64;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.INT8;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.LONG;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.SHORT;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.STRING8;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.TRUE;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.UINT16;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.UINT32;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.UINT64;
import static io.pitwall.server.ingest.messagepack.MessagePackReader.UINT8;

import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.server.ingest.Utf8;
import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.batch.TableBatch;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.limit.StoreLimits;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole columns into a batch: loops over one kind of value that write straight into the
 * column's array, and a slower step for each value that is of another kind.
 *
 * <p>The loops read a value's bytes before they know whether the body holds them all; the padding
 * after the body allows for that, and they check the position they reached before they return.
 */
final class ColumnDecoder {
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final MessagePackReader reader;
  private final int maxStringBytes;

  ColumnDecoder(MessagePackReader reader, int maxStringBytes) {
    this.reader = reader;
    this.maxStringBytes = maxStringBytes;
  }

  /**
   * Reads the values of the rows from {@code table.rows()} on.
   *
   * @throws io.pitwall.storage.batch.LimitException if the column can't be made
   */
  void decode(TableBatch table, String name, int count)
      throws MalformedBodyException, RefusedPayloadException {
    int base = table.rows();
    BatchColumn column = null;
    int done = 0;
    while (done < count) {
      if (column != null && column.isDenseTo(base + done)) {
        column.reserve(base + count);
        done += decodeAlike(column, base + done, count - done);
        column.filledTo(base + done);
        if (done == count) {
          break;
        }
      }
      column = decodeOne(table, column, name, base, done);
      done++;
    }
  }

  private @Nullable BatchColumn decodeOne(
      TableBatch table, @Nullable BatchColumn known, String name, int base, int done)
      throws MalformedBodyException, RefusedPayloadException {
    MessagePackReader.Kind kind = reader.peek();
    if (kind == MessagePackReader.Kind.NIL) {
      reader.at++;
      return known;
    }
    ColumnType type =
        switch (kind) {
          case BOOLEAN -> ColumnType.BOOLEAN;
          case INTEGER -> ColumnType.LONG;
          case FLOAT -> ColumnType.DOUBLE;
          case STRING -> ColumnType.STRING;
          default ->
              throw new RefusedPayloadException(() ->
                  "row "
                      + (done + 1)
                      + " of column "
                      + name
                      + " is "
                      + kind.words
                      + ", which a column can't hold");
        };
    BatchColumn column = known == null ? table.column(name, type) : known;
    String why = put(column, base + done, kind);
    if (why != null) {
      throw new RefusedPayloadException(() -> "row " + (done + 1) + ": " + why);
    }
    return column;
  }

  /**
   * Puts the value that begins here.
   *
   * @return null, or why it can't be stored
   */
  @Nullable String put(BatchColumn column, int row, MessagePackReader.Kind kind)
      throws MalformedBodyException {
    return switch (kind) {
      case BOOLEAN -> column.putBoolean(row, reader.readBoolean());
      case INTEGER ->
          reader.isBeyondLong()
              ? "an integer of column " + column.name() + " is beyond 64 bits with a sign"
              : column.putLong(row, reader.readLong());
      case FLOAT -> column.putDouble(row, reader.readDouble());
      case STRING -> putString(column, row);
      default -> column.name() + " is " + kind.words + ", which a column can't hold";
    };
  }

  private @Nullable String putString(BatchColumn column, int row) throws MalformedBodyException {
    reader.readString();
    int offset = reader.stringOffset();
    int length = reader.stringLength();
    if (length > maxStringBytes) {
      return "a string of column "
          + column.name()
          + " has "
          + length
          + " bytes, more than "
          + maxStringBytes
          + ' '
          + StoreLimits.MAX_STRING_BYTES.clause();
    }
    if (Utf8.firstInvalid(reader.body, offset, offset + length) >= 0) {
      return "a string of column " + column.name() + " is not valid UTF-8";
    }
    return column.putString(row, reader.body, offset, length);
  }

  private int decodeAlike(BatchColumn column, int from, int count) throws MalformedBodyException {
    int done =
        switch (column.type()) {
          case LONG -> decodeLongs(column.longs(), from, count);
          case DOUBLE -> decodeDoubles(column.doubles(), from, count);
          case STRING -> decodeStrings(column.codes(), column, from, count);
          case BOOLEAN -> decodeBooleans(column.longs(), from, count);
          case TIMESTAMP -> 0;
        };
    reader.checkEnd();
    return done;
  }

  /**
   * Reads integers as long as there are.
   *
   * @return how many
   */
  int decodeLongs(long[] into, int from, int count) {
    byte[] b = reader.body;
    int end = reader.end;
    int i = reader.at;
    int row = from;
    int to = from + count;
    loop:
    while (row < to && i < end) {
      int lead = b[i];
      if (lead >= -32) {
        into[row++] = lead;
        i++;
        continue;
      }
      switch (lead & 0xFF) {
        case UINT16 -> {
          into[row++] = (short) SHORT.get(b, i + 1) & 0xFFFF;
          i += 3;
        }
        case UINT8 -> {
          into[row++] = b[i + 1] & 0xFF;
          i += 2;
        }
        case UINT64, INT64 -> {
          long value = (long) LONG.get(b, i + 1);
          if (value < 0 && (lead & 0xFF) == UINT64) {
            break loop;
          }
          into[row++] = value;
          i += 9;
        }
        case UINT32 -> {
          into[row++] = (int) INT.get(b, i + 1) & 0xFFFFFFFFL;
          i += 5;
        }
        case INT8 -> {
          into[row++] = b[i + 1];
          i += 2;
        }
        case INT16 -> {
          into[row++] = (short) SHORT.get(b, i + 1);
          i += 3;
        }
        case INT32 -> {
          into[row++] = (int) INT.get(b, i + 1);
          i += 5;
        }
        default -> {
          break loop;
        }
      }
    }
    reader.at = i;
    return row - from;
  }

  private int decodeDoubles(double[] into, int from, int count) {
    byte[] b = reader.body;
    int end = reader.end;
    int i = reader.at;
    int row = from;
    int to = from + count;
    while (row < to && i < end && (b[i] & 0xFF) == FLOAT64) {
      into[row++] = Double.longBitsToDouble((long) LONG.get(b, i + 1));
      i += 9;
    }
    reader.at = i;
    return row - from;
  }

  private int decodeBooleans(long[] into, int from, int count) {
    byte[] b = reader.body;
    int end = reader.end;
    int i = reader.at;
    int row = from;
    int to = from + count;
    while (row < to && i < end && ((b[i] & 0xFF) == TRUE || (b[i] & 0xFF) == FALSE)) {
      into[row++] = b[i++] & 1;
    }
    reader.at = i;
    return row - from;
  }

  /** Takes strings of up to 255 bytes of ASCII. */
  private int decodeStrings(int[] into, BatchColumn column, int from, int count) {
    byte[] b = reader.body;
    int end = reader.end;
    int i = reader.at;
    int row = from;
    int to = from + count;
    while (row < to && i < end) {
      int lead = b[i] & 0xFF;
      int offset;
      int length;
      if (lead >= 0xA0 && lead < 0xC0) {
        offset = i + 1;
        length = lead & 0x1F;
      } else if (lead == STRING8) {
        offset = i + 2;
        length = b[i + 1] & 0xFF;
      } else {
        break;
      }
      if (offset + length > end || length > maxStringBytes || !isAscii(b, offset, length)) {
        break;
      }
      into[row++] = column.code(b, offset, length);
      i = offset + length;
    }
    reader.at = i;
    return row - from;
  }

  private static boolean isAscii(byte[] b, int offset, int length) {
    long seen = 0;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      seen |= (long) LONG.get(b, offset + i);
    }
    if (i < length) {
      seen |= (long) LONG.get(b, offset + i) >>> (64 - 8 * (length - i));
    }
    return (seen & HIGH_BITS) == 0;
  }

  /** Reads the column of times, in nanoseconds then, of the rows from {@code table.rows()} on. */
  void decodeTimes(TableBatch table, int count)
      throws MalformedBodyException, RefusedPayloadException {
    int from = table.rows();
    table.reserve(from + count);
    long[] times = table.times();
    int done = decodeLongs(times, from, count);
    reader.checkEnd();
    if (done < count) {
      String found =
          reader.peek() == MessagePackReader.Kind.INTEGER
              ? "an integer beyond 64 bits with a sign"
              : reader.peek().words;
      throw new RefusedPayloadException(
          () -> "row " + (done + 1) + " of column time is " + found + ", not a time as an integer");
    }
    if (count > 0) {
      scale(times, from, from + count);
    }
  }

  private static void scale(long[] times, int from, int to) throws RefusedPayloadException {
    TimePrecision unit = TimePrecision.ofMagnitude(times[from]);
    long nanos = unit.nanos();
    if (nanos == 1) {
      return;
    }
    for (int i = from; i < to; i++) {
      long time = times[i];
      if (!unit.fits(time)) {
        int row = i - from + 1;
        throw new RefusedPayloadException(() ->
            "row "
                + row
                + " of column time is "
                + time
                + ", out of range in the unit of the column's first time ("
                + unit.name().toLowerCase(Locale.ROOT)
                + ")");
      }
      times[i] *= nanos;
    }
  }
}
