package io.pitwall.query.sql;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * The dialect: what Babel allows, except that every selected column must be grouped or aggregated.
 * Babel would return any value of the others.
 */
final class PitwallConformance extends SqlDelegatingConformance {
  static final SqlConformance INSTANCE = new PitwallConformance();

  private PitwallConformance() {
    super(SqlConformanceEnum.BABEL);
  }

  @Override
  public boolean isNonStrictGroupBy() {
    return false;
  }

  @Override
  public SelectAliasLookup isSelectAlias() {
    return SelectAliasLookup.UNSUPPORTED;
  }

  @Override
  public boolean isGroupByOrdinal() {
    return true;
  }

  @Override
  public boolean isGroupByAlias() {
    return true;
  }

  @Override
  public boolean checkedArithmetic() {
    return false;
  }
}
