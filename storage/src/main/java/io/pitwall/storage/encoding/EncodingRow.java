package io.pitwall.storage.encoding;

import io.pitwall.storage.format.CorruptDataException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the table of all encodings.
 *
 * @param code the first byte of a block; never used again for another encoding. 0 is none, so that
 *     zeroed bytes are no block. Each kind of values has a range of its own.
 * @param values the kind of values, in the plural
 * @param name what the documentation calls it
 */
record EncodingRow(int code, String values, String name) {
  static final String LONGS = "longs";
  static final String DOUBLES = "doubles";
  static final String TEXT = "text";
  static final String PRESENCE = "presence";

  /** All encodings by ascending code. */
  static List<EncodingRow> all() {
    return Stream.of(
            Arrays.stream(LongEncoding.values()).map(LongEncoding::row),
            Arrays.stream(DoubleEncoding.values()).map(DoubleEncoding::row),
            TextEncoding.ROWS.stream(),
            PresenceEncoding.ROWS.stream())
        .flatMap(rows -> rows)
        .sorted((a, b) -> Integer.compare(a.code, b.code))
        .toList();
  }

  static CorruptDataException unknown(int code, String values) {
    return new CorruptDataException("unknown encoding " + code + " of a block of " + values);
  }
}
