package io.pitwall.query.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * Random expressions of a type over some leaves. An expression has the same type on both sides,
 * with integers of 32 bits counted as those of 64. Numbers with a point, which are decimals in
 * PostgreSQL, are written next to doubles, which makes them doubles.
 */
final class RandomExpressions {
  private final Choices choices;
  private final List<Leaf> leaves;

  RandomExpressions(Choices choices, List<Leaf> leaves) {
    this.choices = choices;
    this.leaves = leaves;
  }

  ValueKind kind() {
    return choices.pick(List.of(ValueKind.values()));
  }

  /**
   * An expression, in parentheses where it needs them.
   *
   * @param depth how many operations may be nested
   */
  String of(ValueKind kind, int depth) {
    if (depth <= 0 || choices.oneIn(6)) {
      return leaf(kind);
    }
    return switch (choices.below(7)) {
      case 0 -> chosen(kind, depth - 1);
      case 1 -> leaf(kind);
      default ->
          switch (kind) {
            case LONG -> integer(depth - 1);
            case DOUBLE -> decimal(depth - 1);
            case BOOLEAN -> new RandomConditions(choices, this).of(depth - 1);
            case TEXT -> new RandomTexts(choices, this).text(depth - 1);
            case TIME -> new RandomTexts(choices, this).time(depth - 1);
          };
    };
  }

  /** A column, a key or a literal. */
  String leaf(ValueKind kind) {
    List<Leaf> fitting = fitting(kind, choices.takeFailure());
    return fitting.isEmpty() || choices.oneIn(4)
        ? Literals.of(choices, kind)
        : choices.pick(fitting).sql();
  }

  /** A leaf of any values, extreme ones included, which only comparisons and the like can take. */
  String wild(ValueKind kind) {
    List<Leaf> fitting = fitting(kind, true);
    return fitting.isEmpty() ? Literals.of(choices, kind) : choices.pick(fitting).sql();
  }

  private List<Leaf> fitting(ValueKind kind, boolean withWild) {
    List<Leaf> fitting = new ArrayList<>();
    for (Leaf leaf : leaves) {
      if (leaf.kind() == kind && (withWild || !leaf.isWild())) {
        fitting.add(leaf);
      }
    }
    return fitting;
  }

  /** CASE, COALESCE, NULLIF and CAST to its own type. */
  private String chosen(ValueKind kind, int depth) {
    String type = kind.sql();
    return switch (choices.below(6)) {
      case 0 -> {
        choices.use("CASE");
        String otherwise = choices.oneIn(3) ? "" : " ELSE " + of(kind, depth);
        String condition = of(ValueKind.BOOLEAN, depth);
        yield "CASE WHEN " + condition + " THEN " + of(kind, depth) + otherwise + " END";
      }
      case 1 -> {
        choices.use("CASE");
        ValueKind compared = kind();
        yield "(CASE "
            + of(compared, depth)
            + " WHEN "
            + of(compared, 0)
            + " THEN "
            + of(kind, depth)
            + " WHEN "
            + of(compared, 0)
            + " THEN "
            + choices.pick("NULL", of(kind, 0))
            + " ELSE "
            + of(kind, 0)
            + " END)";
      }
      case 2 -> {
        choices.use("COALESCE");
        String third = choices.oneIn(3) ? ", " + of(kind, 0) : "";
        yield "COALESCE(" + of(kind, depth) + ", " + of(kind, depth) + third + ")";
      }
      case 3 -> {
        choices.use("NULLIF");
        yield "NULLIF(" + of(kind, depth) + ", " + of(kind, 0) + ")";
      }
      case 4 -> {
        choices.use("CAST");
        yield "CAST(" + of(kind, depth) + " AS " + type + ")";
      }
      default -> {
        choices.use("CAST");
        yield "(" + of(kind, depth) + ")::" + type;
      }
    };
  }

  private String integer(int depth) {
    if (choices.takeFailure()) {
      return failingInteger();
    }
    return switch (choices.below(10)) {
      case 0, 1, 2 ->
          "("
              + of(ValueKind.LONG, depth)
              + " "
              + choices.use("+", "-", "*")
              + " "
              + of(ValueKind.LONG, depth)
              + ")";
      case 3 -> {
        String sign = choices.use("/", "%");
        yield "(" + of(ValueKind.LONG, depth) + " " + sign + " " + divisor() + ")";
      }
      case 4 -> {
        choices.use("MOD");
        yield "MOD(" + of(ValueKind.LONG, depth) + ", " + divisor() + ")";
      }
      case 5 -> {
        choices.use("ABS");
        yield "ABS(" + of(ValueKind.LONG, depth) + ")";
      }
      case 6 -> "(- " + of(ValueKind.LONG, depth) + ")";
      case 7 ->
          choices.use("CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH")
              + "("
              + of(ValueKind.TEXT, depth)
              + ")";
      case 8 -> {
        choices.use("CAST");
        yield "CAST(" + of(ValueKind.DOUBLE, 0) + " AS BIGINT)";
      }
      default -> {
        choices.use("CAST");
        yield "(" + leaf(ValueKind.LONG) + ")::" + choices.pick("INTEGER", "SMALLINT", "BIGINT");
      }
    };
  }

  private String divisor() {
    return choices.pick("2", "3", "7", "-5", "10::BIGINT");
  }

  /** Fails for some rows: does not fit, divides by zero, is no number. */
  private String failingInteger() {
    return switch (choices.below(7)) {
      case 0 ->
          "("
              + wild(ValueKind.LONG)
              + " "
              + choices.use("+", "-", "*")
              + " "
              + wild(ValueKind.LONG)
              + ")";
      case 1 ->
          "("
              + wild(ValueKind.LONG)
              + " "
              + choices.use("/", "%")
              + " "
              + wild(ValueKind.LONG)
              + ")";
      case 2 -> "ABS(" + wild(ValueKind.LONG) + ")";
      case 3 -> "(- " + wild(ValueKind.LONG) + ")";
      case 4 -> "CAST(" + wild(ValueKind.DOUBLE) + " AS BIGINT)";
      case 5 -> "CAST(" + wild(ValueKind.TEXT) + " AS BIGINT)";
      default -> "(" + wild(ValueKind.LONG) + ")::" + choices.pick("INTEGER", "SMALLINT", "INT");
    };
  }

  private String decimal(int depth) {
    if (choices.takeFailure()) {
      return failingDecimal();
    }
    return switch (choices.below(9)) {
      case 0, 1 ->
          "("
              + of(ValueKind.DOUBLE, depth)
              + " "
              + choices.use("+", "-", "*")
              + " "
              + choices.pick(of(ValueKind.DOUBLE, depth), "0.5", "1e2", "2", "-0.25")
              + ")";
      case 2 -> {
        choices.use("/");
        yield "(" + of(ValueKind.DOUBLE, depth) + " / " + choices.pick("2", "0.1", "-4e0") + ")";
      }
      case 3 -> choices.use("ABS", "FLOOR", "CEIL", "CEILING", "ROUND") + "(" + safeDouble() + ")";
      case 4 -> "(- " + of(ValueKind.DOUBLE, depth) + ")";
      case 5 -> {
        choices.use("CAST");
        yield "CAST(" + of(ValueKind.LONG, depth) + " AS DOUBLE PRECISION)";
      }
      case 6 -> {
        choices.use("DATE_PART");
        yield "date_part('" + Literals.field(choices) + "', " + of(ValueKind.TIME, depth) + ")";
      }
      case 7 -> {
        choices.use("EXTRACT");
        yield "CAST(EXTRACT("
            + Literals.field(choices)
            + " FROM "
            + of(ValueKind.TIME, depth)
            + ") AS DOUBLE PRECISION)";
      }
      default -> {
        // Of integers they are integers here, doubles in PostgreSQL.
        String function = choices.use("FLOOR", "CEIL", "CEILING", "ROUND");
        String call = function + "(" + of(ValueKind.LONG, depth) + ")";
        yield choices.oneIn(40) ? call : "CAST(" + call + " AS DOUBLE PRECISION)";
      }
    };
  }

  private String safeDouble() {
    return choices.pick(of(ValueKind.DOUBLE, 0), wild(ValueKind.DOUBLE));
  }

  private String failingDecimal() {
    return switch (choices.below(4)) {
      case 0 ->
          "("
              + wild(ValueKind.DOUBLE)
              + " "
              + choices.use("+", "-", "*", "/")
              + " "
              + wild(ValueKind.DOUBLE)
              + ")";
      case 1 -> "CAST(" + wild(ValueKind.TEXT) + " AS DOUBLE PRECISION)";
      case 2 -> "(" + of(ValueKind.DOUBLE, 0) + " / " + of(ValueKind.DOUBLE, 0) + ")";
      default -> "CAST(" + wild(ValueKind.LONG) + " AS DOUBLE PRECISION)";
    };
  }
}
