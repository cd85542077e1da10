package io.pitwall.query.statement;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The words that PostgreSQL 15 keeps for its grammar, after the appendix "SQL Key Words" of its
 * documentation. All other words are names wherever the text expects a name, whatever they mean to
 * Calcite.
 */
public final class ReservedWords {
  /** Can be a name of a column or a table only in double quotes, after a dot, or after AS. */
  private static final Set<String> RESERVED =
      words(
          "all analyse analyze and any array as asc asymmetric both case cast check collate column"
              + " constraint create current_catalog current_date current_role current_time"
              + " current_timestamp current_user default deferrable desc distinct do else end"
              + " except false fetch for foreign from grant group having in initially intersect"
              + " into lateral leading limit localtime localtimestamp not null offset on only or"
              + " order placing primary references returning select session_user some symmetric"
              + " table then to trailing true union unique user using variadic when where window"
              + " with");

  /** The same, except that these can be names of functions and types. */
  private static final Set<String> RESERVED_EXCEPT_FUNCTIONS =
      words(
          "authorization binary collation concurrently cross current_schema freeze full ilike inner"
              + " is isnull join left like natural notnull outer overlaps right similar tablesample"
              + " verbose");

  /** Can be the name of a selected column only after AS. */
  private static final Set<String> ONLY_AFTER_AS =
      words(
          "array as char character create day except fetch filter for from grant group having hour"
              + " intersect into isnull limit minute month notnull offset on order over overlaps"
              + " precision returning second to union varying where window with within without"
              + " year");

  private ReservedWords() {}

  /**
   * Whether the word, without quotes, can't be the name of a column or a table.
   *
   * @param word in any case
   */
  public static boolean isReserved(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return RESERVED.contains(lower) || RESERVED_EXCEPT_FUNCTIONS.contains(lower);
  }

  /**
   * Whether the word can follow an expression as its name, without AS.
   *
   * @param word in any case
   */
  static boolean isNameWithoutAs(String word) {
    return !ONLY_AFTER_AS.contains(word.toLowerCase(Locale.ROOT));
  }

  private static Set<String> words(String words) {
    return Set.copyOf(new HashSet<>(Arrays.asList(words.split(" ", -1))));
  }
}
