package io.pitwall.query.function;

import io.pitwall.query.exec.expression.StatementControl;
import io.pitwall.query.result.QueryException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * LIKE: {@code %} is any text, {@code _} one character, and the character after an escape is taken
 * as it is. Works on UTF-8.
 *
 * <p>A text is walked from left to right. Where it does not go on, only the last {@code %} takes
 * one character more: what an earlier one takes need not change, because the shortest choice leaves
 * the most to the rest. So a match takes at most (bytes of the text) × (bytes of the pattern)
 * steps, and usually about as many as the text has bytes.
 */
final class LikePattern {
  private static final int ANY_TEXT = -1;
  private static final int ANY_CHARACTER = -2;
  private static final int END = -3;

  /** Steps between two looks at whether the statement goes on, some tens of microseconds. */
  private static final int STEPS_PER_CHECK = 1 << 16;

  /** Bytes of characters, and the two wildcards. */
  private final int[] parts;

  private final boolean ignoreCase;

  /**
   * @param escape one character, or empty for none
   * @throws QueryException INVALID_ESCAPE if the pattern ends with its escape character, or that is
   *     more than one
   */
  LikePattern(String like, String escape, boolean ignoreCase) throws QueryException {
    this.ignoreCase = ignoreCase;
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new QueryException(
          QueryException.Kind.INVALID_ESCAPE,
          "the escape '" + escape + "' of LIKE is not one character; '' switches escaping off");
    }
    int escapeCharacter = escape.isEmpty() ? -1 : escape.codePointAt(0);
    int[] characters = like.codePoints().toArray();
    int[] built = new int[like.getBytes(StandardCharsets.UTF_8).length];
    int size = 0;
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c == escapeCharacter) {
        i++;
        if (i == characters.length) {
          throw new QueryException(
              QueryException.Kind.INVALID_ESCAPE,
              "the pattern '" + like + "' of LIKE ends with its escape character");
        }
        c = characters[i];
      } else if (c == '%' || c == '_') {
        built[size++] = c == '%' ? ANY_TEXT : ANY_CHARACTER;
        continue;
      }
      for (byte b : utf8(ignoreCase ? folded(c) : c)) {
        built = size == built.length ? Arrays.copyOf(built, size * 2) : built;
        built[size++] = b & 0xFF;
      }
    }
    parts = Arrays.copyOf(built, size);
  }

  private static byte[] utf8(int character) {
    return Character.toString(character).getBytes(StandardCharsets.UTF_8);
  }

  /** The same for all cases of a character. */
  private static int folded(int character) {
    return Character.toLowerCase(Character.toUpperCase(character));
  }

  private static byte[] folded(byte[] utf8) {
    byte[] folded = utf8.clone();
    for (int i = 0; i < folded.length; i++) {
      if (folded[i] < 0) {
        return new String(utf8, StandardCharsets.UTF_8)
            .codePoints()
            .map(LikePattern::folded)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
      }
      if (folded[i] >= 'A' && folded[i] <= 'Z') {
        folded[i] = (byte) (folded[i] + 'a' - 'A');
      }
    }
    return folded;
  }

  /**
   * Whether the whole text is like the pattern.
   *
   * @throws QueryException if the statement is to stop meanwhile
   */
  boolean matches(byte[] utf8, StatementControl control) throws QueryException {
    byte[] text = ignoreCase ? folded(utf8) : utf8;
    int at = 0;
    int part = 0;
    int afterAnyText = -1; // of the last % that was met, the part after it
    int anyTextEnd = 0; // and where the text that it takes ends
    int steps = 0;
    while (at < text.length) {
      if (++steps % STEPS_PER_CHECK == 0) {
        control.check();
      }
      int wanted = part < parts.length ? parts[part] : END;
      if (wanted == ANY_TEXT) {
        part++;
        if (part == parts.length) {
          return true;
        }
        afterAnyText = part;
        anyTextEnd = at;
      } else if (wanted == ANY_CHARACTER) {
        at = nextCharacter(text, at);
        part++;
      } else if (wanted == (text[at] & 0xFF)) {
        at++;
        part++;
      } else if (afterAnyText >= 0) {
        anyTextEnd = nextCharacter(text, anyTextEnd);
        at = anyTextEnd;
        part = afterAnyText;
      } else {
        return false;
      }
    }
    while (part < parts.length && parts[part] == ANY_TEXT) {
      part++;
    }
    return part == parts.length;
  }

  /** Continuation bytes of UTF-8 are 10xxxxxx. */
  private static int nextCharacter(byte[] text, int at) {
    int next = at + 1;
    while (next < text.length && (text[next] & 0xC0) == 0x80) {
      next++;
    }
    return next;
  }
}
