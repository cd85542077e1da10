package io.pitwall.query.sql;

import io.pitwall.query.function.FunctionEntry;
import io.pitwall.query.function.FunctionTable;
import io.pitwall.query.function.IntervalLiterals;
import io.pitwall.query.text.CalendarUnit;
import io.pitwall.query.type.CalciteConstants;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Words that mean a time relative to that of the statement, where a literal is cast to a time. */
enum RelativeTime {
  NOW,
  TODAY,
  TOMORROW,
  YESTERDAY;

  static boolean isOne(String text) {
    String word = text.strip().toUpperCase(Locale.ROOT);
    for (RelativeTime time : values()) {
      if (time.name().equals(word)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The expression that a word means.
   *
   * @param word of which {@link #isOne} is true
   * @param type that of times
   */
  static RexNode expression(String word, RexBuilder builder, RelDataType type) {
    RexNode now = builder.makeCall(type, operator("NOW"), List.of());
    RexNode day =
        builder.makeCall(type, operator("DATE_TRUNC"), List.of(builder.makeLiteral("day"), now));
    RexNode oneDay =
        builder.makeIntervalLiteral(
            CalciteConstants.interval(BigDecimal.valueOf(CalendarUnit.DAY.nanos())),
            IntervalLiterals.nanosQualifier());
    return switch (valueOf(word.strip().toUpperCase(Locale.ROOT))) {
      case NOW -> now;
      case TODAY -> day;
      case TOMORROW ->
          builder.makeCall(type, SqlStdOperatorTable.DATETIME_PLUS, List.of(day, oneDay));
      case YESTERDAY ->
          builder.makeCall(type, SqlStdOperatorTable.MINUS_DATE, List.of(day, oneDay));
    };
  }

  private static SqlOperator operator(String name) {
    FunctionEntry entry = Objects.requireNonNull(FunctionTable.find(name), name);
    return entry.operators().get(0);
  }
}
