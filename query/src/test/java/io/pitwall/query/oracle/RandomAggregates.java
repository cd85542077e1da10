package io.pitwall.query.oracle;

/** Random calls of the aggregates that PostgreSQL has. */
final class RandomAggregates {
  private RandomAggregates() {}

  /**
   * A call.
   *
   * @param rows expressions over the rows of a group
   */
  static Leaf of(Choices choices, RandomExpressions rows) {
    Leaf call = call(choices, rows);
    if (!choices.oneIn(4)) {
      return call;
    }
    choices.use("FILTER");
    String condition = new RandomConditions(choices, rows).of(1);
    return new Leaf(filtered(call.sql(), condition), call.kind(), call.isWild());
  }

  /** The filter comes right after the call, which may be inside of a CAST. */
  private static String filtered(String call, String condition) {
    String filter = " FILTER (WHERE " + condition + ")";
    int cast = call.startsWith("CAST(") ? call.lastIndexOf(" AS ") : call.length();
    return call.substring(0, cast) + filter + call.substring(cast);
  }

  private static Leaf call(Choices choices, RandomExpressions rows) {
    return switch (choices.below(8)) {
      case 0 -> {
        choices.use("COUNT");
        yield new Leaf("COUNT(*)", ValueKind.LONG, false);
      }
      case 1 -> {
        choices.use("COUNT");
        yield new Leaf(
            "COUNT(" + argument(choices, rows, rows.kind()) + ")", ValueKind.LONG, false);
      }
      case 2, 3 -> {
        ValueKind kind = rows.kind();
        // PostgreSQL has no least truth.
        ValueKind ordered = kind == ValueKind.BOOLEAN ? ValueKind.TIME : kind;
        String value = choices.oneIn(3) ? rows.wild(ordered) : rows.of(ordered, 2);
        yield new Leaf(choices.use("MIN", "MAX") + "(" + value + ")", ordered, true);
      }
      case 4 -> {
        choices.use("SUM");
        String value = argument(choices, rows, ValueKind.DOUBLE);
        yield new Leaf("SUM(" + value + ")", ValueKind.DOUBLE, true);
      }
      case 5 -> {
        choices.use("AVG");
        String value = argument(choices, rows, ValueKind.DOUBLE);
        yield new Leaf("AVG(" + value + ")", ValueKind.DOUBLE, true);
      }
      case 6 -> {
        choices.use("SUM");
        yield new Leaf(
            "CAST(SUM(" + argument(choices, rows, ValueKind.LONG) + ") AS BIGINT)",
            ValueKind.LONG,
            true);
      }
      default -> {
        choices.use("AVG");
        yield new Leaf(
            "CAST(AVG(" + argument(choices, rows, ValueKind.LONG) + ") AS DOUBLE PRECISION)",
            ValueKind.DOUBLE,
            true);
      }
    };
  }

  private static String argument(Choices choices, RandomExpressions rows, ValueKind kind) {
    String value = rows.of(kind, 2);
    if (choices.oneIn(5)) {
      choices.use("aggregate of DISTINCT");
      return "DISTINCT " + value;
    }
    return value;
  }
}
