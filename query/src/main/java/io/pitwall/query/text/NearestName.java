package io.pitwall.query.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a mistyped one most likely means: the one with the fewest edits. */
public final class NearestName {
  private NearestName() {}

  /** {@code ; did you mean "speed"?}, or an empty text if no known name is near. */
  public static String hint(String name, Iterable<String> known) {
    String nearest = of(name, known);
    return nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
  }

  /**
   * The known name with the fewest edits, in any case, or null if even that takes more edits than a
   * third of the name's length. The first of equally near names wins.
   */
  public static @Nullable String of(String name, Iterable<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, wanted.length() / 3);
    String nearest = null;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - wanted.length()) > allowed) {
        continue;
      }
      int edits = edits(wanted, candidate.toLowerCase(Locale.ROOT));
      if (edits <= allowed) {
        nearest = candidate;
        allowed = edits - 1;
      }
    }
    return nearest;
  }

  /**
   * The known name with the fewest edits, however many that takes; case counts. The first of
   * equally near names wins.
   *
   * @param known at least one name
   */
  public static String closest(String name, Iterable<String> known) {
    String nearest = "";
    int fewest = Integer.MAX_VALUE;
    for (String candidate : known) {
      int edits = edits(name, candidate);
      if (edits < fewest) {
        fewest = edits;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Levenshtein's distance, with two rows of the table (Wagner and Fischer 1974). */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
      }
      int[] swapped = above;
      above = row;
      row = swapped;
    }
    return above[to.length()];
  }
}
