package io.pitwall.server.ingest.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.storage.batch.BatchColumn;
import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.limit.StoreLimits;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Values of single tokens: what they are and where they go. */
final class JsonValues {
  private JsonValues() {}

  /** The type of a column that this value begins, or null for null. */
  static @Nullable ColumnType typeOf(JsonToken token, String name) throws RefusedRowException {
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_TRUE, VALUE_FALSE -> ColumnType.BOOLEAN;
      case VALUE_NUMBER_INT -> ColumnType.LONG;
      case VALUE_NUMBER_FLOAT -> ColumnType.DOUBLE;
      case VALUE_STRING -> ColumnType.STRING;
      default ->
          throw new RefusedRowException(() ->
              "the value of " + name + " is an array or an object, which a column can't hold");
    };
  }

  static long readLong(JsonParser json, String name) throws IOException, RefusedRowException {
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new RefusedRowException(
          () -> "an integer of " + name + " is beyond 64 bits with a sign; send it as a string");
    }
    return json.getLongValue();
  }

  static double readDouble(JsonParser json, String name) throws IOException, RefusedRowException {
    double value = json.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw new RefusedRowException(() -> "a number of " + name + " is out of a double's range");
    }
    return value;
  }

  /**
   * Appends the string at hand.
   *
   * @return its bytes
   */
  static int appendString(JsonParser json, TextBytes text, String name, int maxBytes)
      throws IOException, RefusedRowException {
    int length = text.append(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
    if (length < 0) {
      throw new RefusedRowException(() -> "a string of " + name + " has half a surrogate pair");
    }
    if (length > maxBytes) {
      throw new RefusedRowException(() ->
          "a string of "
              + name
              + " has "
              + length
              + " bytes, more than "
              + maxBytes
              + ' '
              + StoreLimits.MAX_STRING_BYTES.clause());
    }
    return length;
  }

  /** Puts the token's value, which is not null, into a column's row. */
  static void put(JsonParser json, BatchColumn column, int row, TextBytes scratch, int maxBytes)
      throws IOException, RefusedRowException {
    String name = column.name();
    String why =
        switch (json.currentToken()) {
          case VALUE_TRUE -> column.putBoolean(row, true);
          case VALUE_FALSE -> column.putBoolean(row, false);
          case VALUE_NUMBER_INT -> column.putLong(row, readLong(json, name));
          case VALUE_NUMBER_FLOAT -> column.putDouble(row, readDouble(json, name));
          default -> {
            scratch.clear();
            int length = appendString(json, scratch, name, maxBytes);
            yield column.putString(row, scratch.bytes, 0, length);
          }
        };
    if (why != null) {
      throw new RefusedRowException(() -> why);
    }
  }

  /** The time in nanoseconds that a string says. */
  static long parseTime(String text) throws RefusedRowException {
    try {
      Instant instant = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
    } catch (DateTimeException e) {
      throw new RefusedRowException(() ->
          "the time '" + shorten(text) + "' is not as in RFC 3339, like 2026-01-31T12:00:00.5Z");
    } catch (ArithmeticException e) {
      throw new RefusedRowException(
          () -> "the time '" + shorten(text) + "' is out of the range of 64-bit nanoseconds");
    }
  }

  /** A time in nanoseconds from one in a unit. */
  static long scale(long time, TimePrecision unit) throws RefusedRowException {
    if (!unit.fits(time)) {
      throw new RefusedRowException(
          () -> "the time " + time + " is out of range in the unit of the column's first time");
    }
    return time * unit.nanos();
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
