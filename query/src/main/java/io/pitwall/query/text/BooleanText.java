package io.pitwall.query.text;

import io.pitwall.query.result.QueryException;
import java.util.Locale;

/** Booleans as text, read as PostgreSQL does: {@code true}, {@code t}, {@code yes}, {@code on}. */
public final class BooleanText {
  private BooleanText() {}

  /**
   * Reads a boolean; spaces around it and case are ignored.
   *
   * @throws QueryException of kind INVALID_TEXT if it is not a boolean
   */
  public static boolean parse(String text) throws QueryException {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "t", "tr", "tru", "true", "y", "ye", "yes", "on", "1" -> true;
      case "f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0" -> false;
      default ->
          throw new QueryException(
              QueryException.Kind.INVALID_TEXT, "'" + text + "' is not a boolean");
    };
  }

  /** {@code true} or {@code false}. */
  public static String format(boolean value) {
    return value ? "true" : "false";
  }
}
