package io.pitwall.query.statement;

/**
 * What a text may measure before Calcite sees it. Calcite's time grows faster than the text: ten
 * thousand ORs cost a second, a hundred thousand more than eight.
 *
 * @param maxSqlBytes UTF-8 bytes of a statement
 * @param maxTokens words, numbers, signs of a statement
 * @param maxNesting parentheses and CASEs within each other
 * @param maxOperators AND, OR, NOT, arithmetic, || and casts of a statement
 * @param maxListItems items between one pair of parentheses, or selected
 */
public record SqlLimits(
    int maxSqlBytes, int maxTokens, int maxNesting, int maxOperators, int maxListItems) {
  public static final SqlLimits DEFAULT = new SqlLimits(256 * 1024, 20_000, 100, 1_000, 2_000);
}
