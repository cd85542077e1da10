package io.pitwall.query.oracle;

import java.util.List;

/** Random expressions of texts and times. */
final class RandomTexts {
  private static final List<ValueKind> WITH_TEXT =
      List.of(ValueKind.LONG, ValueKind.DOUBLE, ValueKind.BOOLEAN);

  private final Choices choices;
  private final RandomExpressions expressions;

  RandomTexts(Choices choices, RandomExpressions expressions) {
    this.choices = choices;
    this.expressions = expressions;
  }

  String text(int depth) {
    return switch (choices.below(8)) {
      case 0, 1 -> choices.use("UPPER", "LOWER") + "(" + of(ValueKind.TEXT, depth) + ")";
      case 2, 3 -> {
        choices.use("||");
        ValueKind other = choices.oneIn(2) ? ValueKind.TEXT : choices.pick(WITH_TEXT);
        yield choices.oneIn(2)
            ? "(" + of(ValueKind.TEXT, depth) + " || " + of(other, 0) + ")"
            : "(" + of(other, 0) + " || " + of(ValueKind.TEXT, depth) + ")";
      }
      case 4 -> {
        choices.use("CONCAT");
        String more = choices.oneIn(2) ? ", " + of(ValueKind.LONG, 0) + ", NULL" : "";
        yield "CONCAT(" + of(ValueKind.TEXT, depth) + ", " + of(ValueKind.TEXT, 0) + more + ")";
      }
      case 5 -> cast(ValueKind.LONG, depth);
      case 6 -> cast(ValueKind.BOOLEAN, depth);
      default -> cast(ValueKind.DOUBLE, 0);
    };
  }

  private String cast(ValueKind kind, int depth) {
    choices.use("CAST");
    return choices.oneIn(2)
        ? "CAST(" + of(kind, depth) + " AS VARCHAR)"
        : "(" + of(kind, depth) + ")::" + choices.pick("TEXT", "VARCHAR");
  }

  String time(int depth) {
    if (choices.takeFailure()) {
      return failingTime();
    }
    return switch (choices.below(5)) {
      case 0, 1 -> {
        choices.use("DATE_TRUNC");
        yield "date_trunc('" + unit() + "', " + of(ValueKind.TIME, depth) + ")";
      }
      case 2 ->
          "("
              + of(ValueKind.TIME, depth)
              + " "
              + choices.use("+", "-")
              + " INTERVAL "
              + interval()
              + ")";
      case 3 -> {
        choices.use("CAST");
        String text = Literals.time(choices);
        yield "CAST('" + text + "' AS " + choices.pick("TIMESTAMP", "TIMESTAMPTZ") + ")";
      }
      default -> "(" + of(ValueKind.TIME, 0) + " + " + interval() + ")";
    };
  }

  private String failingTime() {
    return choices.oneIn(2)
        ? "CAST(" + expressions.wild(ValueKind.TEXT) + " AS TIMESTAMPTZ)"
        : "(" + expressions.wild(ValueKind.TIME) + " + INTERVAL '2 years')";
  }

  private String unit() {
    return choices.pick(
        "microseconds",
        "millisecond",
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "millennium");
  }

  private String interval() {
    return choices.pick(
        "'1 day'",
        "'90 minutes'",
        "'1 month'",
        "'-1 month 2 days'",
        "'1 year 3 hours'",
        "'0.5 s'",
        "'1 week'",
        "'00:00:01.25'",
        "'-00:01'",
        "'36 hours'",
        "'2 mons -1 days'");
  }

  private String of(ValueKind kind, int depth) {
    return expressions.of(kind, depth);
  }
}
