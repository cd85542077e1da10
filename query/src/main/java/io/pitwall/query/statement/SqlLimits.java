package io.pitwall.query.statement;

/**
 * What the text of a statement may measure; {@link StatementLimits} says what each limit means.
 *
 * @param maxSqlBytes {@link StatementLimits#MAX_SQL_BYTES}
 * @param maxTokens {@link StatementLimits#MAX_SQL_TOKENS}
 * @param maxNesting {@link StatementLimits#MAX_SQL_NESTING}
 * @param maxOperators {@link StatementLimits#MAX_SQL_OPERATORS}
 * @param maxListItems {@link StatementLimits#MAX_SQL_LIST_ITEMS}
 */
public record SqlLimits(
    int maxSqlBytes, int maxTokens, int maxNesting, int maxOperators, int maxListItems) {
  public static final SqlLimits DEFAULT =
      new SqlLimits(
          StatementLimits.MAX_SQL_BYTES.defaultInt(),
          StatementLimits.MAX_SQL_TOKENS.defaultInt(),
          StatementLimits.MAX_SQL_NESTING.defaultInt(),
          StatementLimits.MAX_SQL_OPERATORS.defaultInt(),
          StatementLimits.MAX_SQL_LIST_ITEMS.defaultInt());
}
