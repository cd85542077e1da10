package io.pitwall.storage.batch;

import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.limit.Limit;
import io.pitwall.storage.limit.StoreLimits;
import io.pitwall.storage.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Which texts can be names of databases, tables, columns and tags, and which can be values of tags.
 * Every name and tag that is written passes here, whatever the format of its request.
 *
 * <p>A name is kept as UTF-8, which has no form of half a surrogate pair: a name with one would
 * become another name in the files, possibly that of another table. Control characters and the byte
 * order mark are refused because nobody sees them: names are printed on terminals and in logs.
 */
public final class NameRule {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int MOST_SHOWN_CHARS = 40;

  private NameRule() {}

  /**
   * Checks a name.
   *
   * @param what it is the name of, such as {@code table}
   * @throws LimitException if it can't be one; the message shows it and says why
   */
  static void check(String what, String name, WriteLimits limits) {
    if (name.isEmpty()) {
      throw new LimitException(() -> "the " + what + " name is empty");
    }
    String fault = fault(name);
    if (fault != null) {
      throw new LimitException(() -> "the " + what + " name '" + shown(name) + "' " + fault);
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > limits.maxNameBytes()) {
      throw new LimitException(() ->
          "the "
              + what
              + " name "
              + shown(name)
              + " has "
              + tooMany(bytes, limits.maxNameBytes(), StoreLimits.MAX_NAME_BYTES));
    }
  }

  /** Why a text that is not empty and not too long can't be a name, or null if it can. */
  public static @Nullable String fault(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c)) {
        return "contains the control character " + codePoint(c);
      }
      if (c == BYTE_ORDER_MARK) {
        return "contains a byte order mark (U+FEFF)";
      }
    }
    return isWellFormed(name) ? null : "contains half of a surrogate pair";
  }

  /** Whether every surrogate has its partner, so that UTF-8 can hold the text. */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Makes a tag.
   *
   * @throws LimitException if the name or the value can't be one, or is too long
   */
  public static SeriesKey.Tag tag(String name, String value, WriteLimits limits) {
    if (!isWellFormed(value)) {
      throw new LimitException(
          () -> "the value of the tag " + shown(name) + " contains half of a surrogate pair");
    }
    return tag(name, value.getBytes(StandardCharsets.UTF_8), limits);
  }

  /**
   * Makes a tag.
   *
   * @param value valid UTF-8, kept
   * @throws LimitException if the name or the value can't be one, or is too long
   */
  public static SeriesKey.Tag tag(String name, byte[] value, WriteLimits limits) {
    if (name.isEmpty() || value.length == 0) {
      throw new LimitException(
          () -> "the tag '" + shown(name) + "' has an empty name or value; leave the tag out");
    }
    if (name.equals(TableSchema.TIME)) {
      throw new LimitException(() -> "a tag can't be named time, which is the row's timestamp");
    }
    check("tag", name, limits);
    if (value.length > limits.maxStringBytes()) {
      throw new LimitException(() ->
          "the value of the tag "
              + name
              + " has "
              + tooMany(value.length, limits.maxStringBytes(), StoreLimits.MAX_STRING_BYTES));
    }
    return new SeriesKey.Tag(name.getBytes(StandardCharsets.UTF_8), value);
  }

  private static String tooMany(int bytes, int most, Limit limit) {
    return bytes + " bytes, more than " + most + ' ' + limit.clause();
  }

  /** The beginning of a name, with what nobody sees written as its code point. */
  private static String shown(String name) {
    StringBuilder text = new StringBuilder();
    int most = Math.min(MOST_SHOWN_CHARS, name.length());
    for (int i = 0; i < most; i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c) || c == BYTE_ORDER_MARK || Character.isSurrogate(c)) {
        text.append('<').append(codePoint(c)).append('>');
      } else {
        text.append(c);
      }
    }
    return text.append(name.length() > most ? "…" : "").toString();
  }

  private static String codePoint(char c) {
    return "U+%04X".formatted((int) c);
  }
}
