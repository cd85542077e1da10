package io.pitwall.query.sql;

import io.pitwall.query.function.IntervalLiterals;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Refuses intervals of months and days where they are not added to or subtracted from a time. */
final class MixedIntervals extends SqlBasicVisitor<@Nullable Void> {
  private MixedIntervals() {}

  /**
   * @param rewritten additions are rewritten already
   * @throws SqlFault of kind NOT_SUPPORTED
   */
  static void check(SqlNode rewritten) {
    rewritten.accept(new MixedIntervals());
  }

  @Override
  public @Nullable Void visit(SqlCall call) {
    if (IntervalLiterals.isMixed(call)) {
      throw Refusals.notSupported(
          "an interval of both months and days, other than added to a time or subtracted from one,",
          call.getParserPosition());
    }
    return super.visit(call);
  }
}
