package io.pitwall.server.ingest.lineprotocol;

import io.pitwall.server.ingest.Utf8;
import io.pitwall.storage.batch.NameRule;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.limit.Limit;
import io.pitwall.storage.limit.StoreLimits;
import io.pitwall.storage.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes a measurement and its tags apart. After {@link #parse} either {@link #measurement()},
 * {@link #key()} and {@link #tagNames()} have the parts, or {@link #failedAt()} and {@link
 * #reason()} why it can't be. Owned by one parser.
 */
final class SeriesText {
  private static final byte[] NO_BODY = new byte[0];

  private byte[] scratch = new byte[256];
  private int scratchLength;
  private byte[] body = NO_BODY;
  private int at;
  private String measurement = "";
  private SeriesKey key = SeriesKey.NONE;
  private Set<String> tagNames = Set.of();
  private int failedAt;
  private Supplier<String> reason = () -> "";

  String measurement() {
    return measurement;
  }

  SeriesKey key() {
    return key;
  }

  Set<String> tagNames() {
    return tagNames;
  }

  int failedAt() {
    return failedAt;
  }

  /** Makes the reason why the last text is not well-formed. */
  String reason() {
    return reason.get();
  }

  /** Lets go of the body of a request, which others use from now on. */
  void forgetBody() {
    body = NO_BODY;
    reason = () -> "";
  }

  /**
   * @param to the index of the first unescaped blank, or of the line's end
   * @return whether the text is well-formed
   */
  boolean parse(byte[] b, int from, int to, WriteLimits limits) {
    body = b;
    at = from;
    if (scratch.length < to - from) {
      scratch = new byte[Math.max(to - from, scratch.length * 2)];
    }
    int invalid = Utf8.firstInvalid(b, from, to);
    if (invalid >= 0) {
      return fail(invalid, () -> "the text is not valid UTF-8");
    }
    take(to, false);
    if (at == from) {
      return at < to
          ? unexpected("where the measurement begins")
          : fail(at, () -> "no measurement");
    }
    if (scratchLength > limits.maxNameBytes()) {
      return fail(
          from, tooLong("measurement name", StoreLimits.MAX_NAME_BYTES, limits.maxNameBytes()));
    }
    measurement = new String(scratch, 0, scratchLength, StandardCharsets.UTF_8);
    List<SeriesKey.Tag> tags = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (at < to) {
      if (b[at] != ',') {
        return unexpected("in the measurement or a tag");
      }
      at++;
      if (!parseTag(to, tags, names, limits)) {
        return false;
      }
    }
    key = SeriesKey.of(tags);
    tagNames = Set.copyOf(names);
    return true;
  }

  private boolean parseTag(
      int to, List<SeriesKey.Tag> tags, Set<String> names, WriteLimits limits) {
    int nameAt = at;
    take(to, true);
    if (at == nameAt) {
      return fail(at, () -> "a tag's name is missing after the comma");
    }
    if (scratchLength > limits.maxNameBytes()) {
      return fail(nameAt, tooLong("tag name", StoreLimits.MAX_NAME_BYTES, limits.maxNameBytes()));
    }
    byte[] nameUtf8 = Arrays.copyOf(scratch, scratchLength);
    String name = new String(nameUtf8, StandardCharsets.UTF_8);
    if (at >= to || body[at] != '=') {
      return fail(at, () -> "expected = and a value after the tag " + name);
    }
    int valueAt = ++at;
    take(to, true);
    if (at == valueAt) {
      return fail(at, () -> "the tag " + name + " has no value; leave the tag out");
    }
    if (scratchLength > limits.maxStringBytes()) {
      return fail(
          valueAt,
          tooLong(
              "value of the tag " + name, StoreLimits.MAX_STRING_BYTES, limits.maxStringBytes()));
    }
    if (name.equals(TableSchema.TIME)) {
      return fail(nameAt, () -> "a tag can't be named time, which is the row's timestamp");
    }
    String fault = NameRule.fault(name);
    if (fault != null) {
      return fail(nameAt, () -> "the tag name " + fault);
    }
    if (!names.add(name)) {
      return fail(nameAt, () -> "the tag " + name + " occurs twice");
    }
    tags.add(new SeriesKey.Tag(nameUtf8, Arrays.copyOf(scratch, scratchLength)));
    return true;
  }

  /** Copies one name or value to the scratch, its escapes undone, and stops after it. */
  private void take(int to, boolean tag) {
    byte[] b = body;
    int n = 0;
    int i = at;
    while (i < to) {
      byte c = b[i];
      if (c == '\\' && i + 1 < to && isEscapable(b[i + 1], tag)) {
        scratch[n++] = b[i + 1];
        i += 2;
        continue;
      }
      if (isControl(c) || c == ',' || (tag && c == '=')) {
        break;
      }
      scratch[n++] = c;
      i++;
    }
    scratchLength = n;
    at = i;
  }

  static boolean isEscapable(byte c, boolean key) {
    return c == ',' || c == ' ' || (key && c == '=');
  }

  static boolean isControl(byte c) {
    return (c >= 0 && c < 0x20) || c == 0x7F;
  }

  private Supplier<String> tooLong(String what, Limit limit, int most) {
    int bytes = scratchLength;
    return () ->
        "the " + what + " has " + bytes + " bytes, more than " + most + ' ' + limit.clause();
  }

  private boolean unexpected(String where) {
    byte found = body[at];
    return fail(at, () -> "unexpected " + describe(found) + " " + where);
  }

  /** A byte in words, for messages. */
  static String describe(byte c) {
    if (c > 0x20 && c < 0x7F) {
      return "'" + (char) c + "'";
    }
    return switch (c) {
      case ' ' -> "blank";
      case '\n' -> "end of line";
      case '\r' -> "carriage return";
      case '\t' -> "tab";
      default -> String.format("byte 0x%02x", c & 0xFF);
    };
  }

  private boolean fail(int where, Supplier<String> why) {
    failedAt = where;
    reason = why;
    return false;
  }
}
