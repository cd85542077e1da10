package io.pitwall.query.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every kind of difference between PostgreSQL's answers and ours that stays on purpose. */
final class KnownDifferences {
  private static final String ANY = "";

  static final List<KnownDifference> ALL =
      List.of(
          known("An integer is `BIGINT`", ANY, "rows \\| 22003 ERROR: integer out of range"),
          known(
              "A group of `0.0` and `-0.0` is shown as `0`",
              "\\b(DISTINCT|GROUP BY|MIN|MAX)\\b",
              "signs of zeros"),
          known(
              "Times are those of the years 1677 to 2262",
              "date_trunc",
              "22003 a time can't be cut back to before #.* \\| (rows|22...)"),
          known(
              "`AVG` of integers and `x / 4.0` are doubles, and so is a number with a point",
              "AVG|[0-9]\\.[0-9]",
              "types (DOUBLE for DECIMAL(, )?)+$"),
          known(
              "A `SUM` of integers is exact, and an error if it does not fit 64 bits",
              "SUM",
              "types LONG for DECIMAL"),
          known("`extract` and `date_part` give doubles", "EXTRACT", "types DOUBLE for DECIMAL"),
          known(
              "`ROUND(double, digits)` exists",
              "ROUND",
              "rows \\| 42883 ERROR: function round\\(double precision, integer\\)"),
          known(
              "`FLOOR`, `CEIL` and `ROUND` of integers are integers",
              "\\b(FLOOR|CEIL|CEILING|ROUND)\\(",
              "types LONG for DOUBLE"),
          known(
              "`MOD` and `%` take doubles",
              "MOD|%",
              "(rows|22012 division by zero.*) \\| 42883 ERROR: (function mod\\(double|operator"
                  + " does not exist: bigint % double)"),
          known(
              "`MIN` and `MAX` take booleans",
              "(MIN|MAX)\\(pit\\)",
              "rows \\| 42883 ERROR: function min\\(boolean\\)"),
          known(
              "`ANY_VALUE` is that of PostgreSQL 16",
              "ANY_VALUE",
              "rows \\| 42883 ERROR: function any_value"),
          known(
              "Booleans and numbers are cast to each other",
              "CAST\\(",
              "rows \\| 42846 ERROR: cannot cast type (bigint|boolean|double precision)"),
          known(
              "`TIMESTAMP` is `TIMESTAMPTZ`: an offset in its text counts",
              "TIMESTAMP '[^']*'.*\\+02|\\+02.*TIMESTAMP '",
              "values|numbers of rows"),
          known(
              "Text that is subtracted from a time is an interval",
              "- '1 day'",
              "rows \\| 22007 ERROR: invalid input syntax for type timestamp"),
          known(
              "Text without a letter or a colon is no interval",
              "\\+ '5'",
              "42883 Cannot apply # to arguments of type # \\| rows"),
          known(
              "An integer literal of more than 64 bits is an error",
              "9223372036854775808",
              "22003 the integer # needs more than # bits.* \\| rows"),
          known(
              "`- - x` is x, also of the least integer",
              "- ?\\(?-",
              "rows \\| 22003 ERROR: bigint out of range"),
          known(
              "A product or quotient of doubles that is nearer to zero than the least double is 0",
              "[*/]",
              "(rows|22003.*|22P02.*) \\| 22003 ERROR: value out of range: underflow"),
          known(
              "PostgreSQL's `AVG` is also an error if the sum of the squares does not fit",
              "AVG\\(",
              "rows \\| 22003 ERROR: value out of range: overflow"),
          known(
              "`ORDER BY` takes constants",
              "ORDER BY",
              "(rows|2....*) \\| (42601 ERROR: non-integer constant in ORDER BY|42P10 ERROR: ORDER"
                  + " BY position -#)"),
          known(
              "An aggregate in `ORDER BY` needs `GROUP BY` or another one that is selected",
              "ORDER BY .*(SUM|AVG|COUNT|MIN|MAX)\\(",
              "42803 Aggregate expression is illegal in ORDER BY clause"),
          known(
              "A negative `LIMIT` or `OFFSET` has the SQLSTATE 22023",
              "(LIMIT|OFFSET) -1",
              "22023 LIMIT and OFFSET must not be negative \\| 2201[WX]"),
          known(
              "A pattern of `LIKE` that ends with its escape character is always an error",
              "LIKE",
              "22025 the pattern # of LIKE ends with its escape character \\| rows"),
          known(
              "The pattern of `LIKE` is a constant",
              "LIKE",
              "0A000 argument # of LIKE must be a constant text \\| rows"),
          known(
              "A literal string is no condition",
              "WHERE 'maybe'",
              "42804 WHERE clause must be a condition \\| 22P02"),
          known(
              "A literal string in `UNION ALL` or among numbers in `IN` is not cast",
              "UNION ALL|IN \\(1, 'a'\\)",
              "42804 (the columns of UNION ALL are both text|Values in expression list)"),
          known(
              "`type 'text'` is a literal of `TIMESTAMP`, `TIMESTAMPTZ` and `INTERVAL` only",
              "BIGINT '12'",
              "42601 syntax error"),
          known(
              "A `SELECT` without `FROM` has no `WHERE`",
              "SELECT 1 AS c WHERE",
              "42601 syntax error"),
          known(
              "`CURRENT_USER` does not exist",
              "CURRENT_USER",
              "(42703|42883) there is no (column|function)"),
          known(
              "There are no joins, no `UNION`, `EXCEPT` or `INTERSECT`, no subqueries in"
                  + " expressions and no `DATE`",
              "JOIN|UNION|EXCEPT|\\(SELECT|DATE",
              "0A000 .*not supported \\| rows"),
          known("`UPPER` follows Unicode, so that `ß` becomes `SS`", "UPPER\\('ß'\\)", "values"),
          known(
              "There is no difference of two times",
              "time - time",
              "42883 Cannot apply # to arguments of type # \\| rows"),
          known(
              "What the answer does not need may be computed, and raise its errors",
              "HAVING|FROM \\(SELECT|NULL|WITH",
              "22(003 .*does not fit|012|P02) .*\\| rows"),
          known(
              "Which of several errors of rows is reported is open",
              ANY,
              "(22...) .* \\| 22... ERROR"),
          known(
              "Constants are computed with the first row: over no rows they raise no error",
              "CAST\\(('[^']*'|\\('[^']*')",
              "rows \\| 22... ERROR: invalid input syntax"));

  private KnownDifferences() {}

  private static KnownDifference known(String reason, String statement, String signature) {
    return KnownDifference.of(reason, statement, signature);
  }

  /** The entry that a difference belongs to; null if there is none. */
  static @Nullable KnownDifference find(Difference difference) {
    for (KnownDifference known : ALL) {
      if (known.matches(difference)) {
        return known;
      }
    }
    return null;
  }
}
