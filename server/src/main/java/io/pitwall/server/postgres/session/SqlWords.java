package io.pitwall.server.postgres.session;

import io.pitwall.query.result.QueryException;
import io.pitwall.query.statement.SqlStatement;
import io.pitwall.query.statement.SqlWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A short statement as words, for the statements that a session answers itself: names with their
 * points, numbers with their signs, strings without their quotes, and other signs one by one.
 * Immutable.
 */
final class SqlWords {
  private final List<String> words;
  private final List<Boolean> quoted;

  private SqlWords(List<String> words, List<Boolean> quoted) {
    this.words = words;
    this.quoted = quoted;
  }

  /**
   * Reads the first words of a statement.
   *
   * @param max further words are left out
   * @throws QueryException of kind SYNTAX if they can't be lexed
   */
  static SqlWords of(SqlStatement statement, int max) throws QueryException {
    List<String> words = new ArrayList<>();
    List<Boolean> quoted = new ArrayList<>();
    SqlWord previous = null;
    SqlWord word = statement.word(0);
    for (int i = 1; word != null; i++) {
      if (previous != null && word.isRightAfter(previous) && isPart(previous) && isPart(word)) {
        int last = words.size() - 1;
        words.set(last, words.get(last) + word.text());
      } else if (words.size() < max) {
        words.add(word.value());
        quoted.add(word.form() != SqlWord.Form.PLAIN);
      } else {
        break;
      }
      previous = word;
      word = statement.word(i);
    }
    return new SqlWords(words, quoted);
  }

  int size() {
    return words.size();
  }

  /** The word as written, or empty after the last. */
  String get(int index) {
    return index < words.size() ? words.get(index) : "";
  }

  /** Whether the word is there and has no quotes. */
  boolean isPlain(int index) {
    return index < words.size() && !quoted.get(index);
  }

  /** The word in capitals, or empty if it is quoted or after the last. */
  String keyword(int index) {
    return isPlain(index) ? words.get(index).toUpperCase(Locale.ROOT) : "";
  }

  /** Whether these keywords are at the index. */
  boolean matches(int index, String... keywords) {
    for (int i = 0; i < keywords.length; i++) {
      if (!keyword(index + i).equals(keywords[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the statement is exactly these keywords. */
  boolean are(String... keywords) {
    return size() == keywords.length && matches(0, keywords);
  }

  /** Whether it may be a part of a word that is longer than one of the engine's. */
  private static boolean isPart(SqlWord word) {
    return word.form() == SqlWord.Form.PLAIN && word.text().chars().allMatch(SqlWords::isWordPart);
  }

  private static boolean isWordPart(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '+';
  }
}
