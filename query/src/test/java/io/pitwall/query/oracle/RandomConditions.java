package io.pitwall.query.oracle;

import java.util.List;

/** Random conditions, of three values. */
final class RandomConditions {
  private final Choices choices;
  private final RandomExpressions expressions;

  RandomConditions(Choices choices, RandomExpressions expressions) {
    this.choices = choices;
    this.expressions = expressions;
  }

  String of(int depth) {
    return switch (choices.below(14)) {
      case 0, 1 ->
          "(" + condition(depth) + " " + choices.use("AND", "OR") + " " + condition(depth) + ")";
      case 2 -> {
        choices.use("NOT");
        yield "(NOT " + condition(depth) + ")";
      }
      case 3, 4, 5 -> comparison(depth);
      case 6 -> between(depth);
      case 7 -> in(depth);
      case 8 -> {
        String test = choices.use("IS NULL", "IS NOT NULL");
        yield "(" + expressions.of(expressions.kind(), depth) + " " + test + ")";
      }
      case 9 -> {
        String test =
            choices.use(
                "IS TRUE",
                "IS NOT TRUE",
                "IS FALSE",
                "IS NOT FALSE",
                "IS UNKNOWN",
                "IS NOT UNKNOWN");
        yield "(" + condition(depth) + " " + test + ")";
      }
      case 10, 11 -> like(depth);
      case 12 -> distinct(depth);
      default -> session();
    };
  }

  private String condition(int depth) {
    return expressions.of(ValueKind.BOOLEAN, depth);
  }

  private String sign() {
    return choices.use("=", "<>", "<", "<=", ">", ">=");
  }

  private String comparison(int depth) {
    return switch (choices.below(6)) {
      case 0 -> {
        String numbers = choices.pick("2.5", "-0.5", "3.0", "1e2", "9223372036854775807.5");
        yield "(" + expressions.wild(ValueKind.LONG) + " " + sign() + " " + numbers + ")";
      }
      case 1 ->
          "("
              + expressions.wild(ValueKind.LONG)
              + " "
              + sign()
              + " "
              + expressions.wild(ValueKind.DOUBLE)
              + ")";
      case 2 -> "(" + expressions.leaf(ValueKind.TIME) + " " + sign() + " " + farTime() + ")";
      default -> {
        ValueKind kind = expressions.kind();
        yield choices.oneIn(2)
            ? "("
                + expressions.of(kind, depth)
                + " "
                + sign()
                + " "
                + expressions.of(kind, depth)
                + ")"
            : "(" + expressions.wild(kind) + " " + sign() + " " + expressions.wild(kind) + ")";
      }
    };
  }

  private String farTime() {
    return choices.pick(
        "'2026-01-01'", "'9999-12-31'", "'infinity'", "'-infinity'", "'2026-01-01T01:00:00+02'");
  }

  private String between(int depth) {
    choices.use("BETWEEN");
    ValueKind kind = expressions.kind();
    return "("
        + expressions.of(kind, depth)
        + choices.pick(" ", " ", " NOT ")
        + "BETWEEN "
        + choices.pick("", "", "SYMMETRIC ")
        + expressions.of(kind, 0)
        + " AND "
        + expressions.of(kind, 0)
        + ")";
  }

  private String in(int depth) {
    choices.use("IN");
    ValueKind kind = expressions.kind();
    StringBuilder list = new StringBuilder(expressions.of(kind, 0));
    for (int i = choices.below(4); i > 0; i--) {
      list.append(", ").append(choices.oneIn(8) ? "NULL" : expressions.of(kind, 0));
    }
    String not = choices.pick(" ", " ", " NOT ");
    return "(" + expressions.of(kind, depth) + not + "IN (" + list + "))";
  }

  private String like(int depth) {
    String operator = choices.use("LIKE", "NOT LIKE", "ILIKE", "NOT ILIKE");
    String pattern =
        choices.pick(
            List.of(
                "'%'",
                "''",
                "'a%'",
                "'%a_b%'",
                "'a\\_b'",
                "'_'",
                "'%\\%'",
                "'%ü%'",
                "'M_LLER'",
                "'a!%b' ESCAPE '!'",
                "'\\\\'",
                "'__'",
                "'a\\\\b' ESCAPE ''",
                "'%7'",
                "'car _'"));
    return "(" + expressions.of(ValueKind.TEXT, depth) + " " + operator + " " + pattern + ")";
  }

  private String distinct(int depth) {
    String operator = choices.use("IS DISTINCT FROM", "IS NOT DISTINCT FROM");
    ValueKind kind = expressions.kind();
    String right = choices.pick("NULL", expressions.of(kind, 0), expressions.wild(kind));
    return "(" + expressions.of(kind, depth) + " " + operator + " " + right + ")";
  }

  /** What depends on the time or the session, but its answer does not. */
  private String session() {
    return switch (choices.below(7)) {
      case 0 -> {
        choices.use("NOW");
        yield "(" + expressions.leaf(ValueKind.TIME) + " " + sign() + " now())";
      }
      case 1 -> {
        choices.use("CURRENT_TIMESTAMP");
        yield "(CURRENT_TIMESTAMP = now())";
      }
      case 2 -> {
        choices.use("LOCALTIMESTAMP");
        yield "(LOCALTIMESTAMP IS NULL)";
      }
      case 3 -> {
        choices.use("VERSION");
        yield "(version() LIKE 'PostgreSQL 15%')";
      }
      case 4 -> {
        choices.use("PG_ADVISORY_UNLOCK_ALL");
        yield "(CAST(pg_advisory_unlock_all() AS VARCHAR) = '')";
      }
      case 5 -> {
        choices.use("CURRENT_SETTING");
        choices.use("CURRENT_SCHEMA");
        yield "(COALESCE(pg_catalog.current_setting('my.missing', true),"
            + " CAST(current_schema() AS VARCHAR)) IS NOT NULL)";
      }
      default -> "(" + expressions.leaf(ValueKind.BOOLEAN) + " = " + condition(0) + ")";
    };
  }
}
