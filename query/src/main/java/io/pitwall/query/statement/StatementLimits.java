package io.pitwall.query.statement;

import io.pitwall.storage.limit.Limit;
import java.time.Duration;
import java.util.List;

/**
 * The limits of one statement: names, defaults and meanings. Those of its text are checked token by
 * token before Calcite sees it, since Calcite's time grows faster than the text: ten thousand ORs
 * cost a second, a hundred thousand more than eight.
 */
public final class StatementLimits {
  /** Checked before the text is cut into tokens. */
  public static final Limit MAX_SQL_BYTES =
      Limit.bytes(
          "max-sql-bytes", 256 << 10, "Longest statement in UTF-8; a longer one is refused.");

  /** Words, numbers and signs. */
  public static final Limit MAX_SQL_TOKENS =
      Limit.count(
          "max-sql-tokens",
          20_000,
          "Most words, numbers and signs of a statement; one with more is refused.");

  /** Parentheses, brackets and CASEs. */
  public static final Limit MAX_SQL_NESTING =
      Limit.count(
          "max-sql-nesting",
          100,
          "Deepest nesting of parentheses and CASEs in a statement; one with more is refused.");

  /** AND, OR, NOT, UNION, arithmetic, {@code ||} and casts. */
  public static final Limit MAX_SQL_OPERATORS =
      Limit.count(
          "max-sql-operators",
          1_000,
          "Most operators of a statement (AND, OR, NOT, UNION, arithmetic, ||, casts); a statement"
              + " with more is refused.");

  /** Items separated by commas. */
  public static final Limit MAX_SQL_LIST_ITEMS =
      Limit.count(
          "max-sql-list-items",
          2_000,
          "Most items in one pair of parentheses or in a select list; a statement with more is"
              + " refused.");

  /** Checked whenever an operator reserves memory. */
  public static final Limit MAX_QUERY_MEMORY =
      Limit.bytes(
          "max-query-memory",
          512L << 20,
          "Memory for the groups, sort buffers and similar data of one statement; a statement that"
              + " needs more fails.");

  /** Checked together with the one before. */
  public static final Limit MAX_TOTAL_QUERY_MEMORY =
      Limit.bytes(
          "max-total-query-memory",
          1L << 30,
          "Memory for the groups, sort buffers and similar data of all statements together; a"
              + " statement that needs more than is left fails and may be sent again.");

  /**
   * Checked between batches of rows; the time that an answer waits for its client does not count.
   */
  public static final Limit QUERY_TIMEOUT =
      Limit.duration(
          "query-timeout",
          Duration.ofSeconds(60),
          "Longest time for one statement, without the time that its client takes to read; a"
              + " statement that takes longer fails.");

  private static final List<Limit> FIXED =
      List.of(
          MAX_SQL_BYTES, MAX_SQL_TOKENS, MAX_SQL_NESTING, MAX_SQL_OPERATORS, MAX_SQL_LIST_ITEMS);

  private StatementLimits() {}

  /** The limits that the server has no setting for. */
  public static List<Limit> fixed() {
    return FIXED;
  }
}
