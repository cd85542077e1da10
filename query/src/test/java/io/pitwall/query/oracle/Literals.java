package io.pitwall.query.oracle;

/** Literals that are the same values on both sides. */
final class Literals {
  private Literals() {}

  static String of(Choices choices, ValueKind kind) {
    if (choices.oneIn(12)) {
      return choices.oneIn(2) ? "CAST(NULL AS " + kind.sql() + ")" : "NULL::" + kind.sql();
    }
    return switch (kind) {
      case LONG -> choices.pick("0", "1", "-1", "7", "24", "CAST(' 5 ' AS BIGINT)", "3::bigint");
      case DOUBLE ->
          choices.pick(
              "2.5::float8",
              "CAST(0.1 AS DOUBLE PRECISION)",
              "'-0.5'::double precision",
              "'1e3'::float8",
              "CAST('-0' AS DOUBLE PRECISION)",
              "10::float8");
      case BOOLEAN -> choices.pick("TRUE", "FALSE", "'t'::boolean", "CAST('off' AS BOOLEAN)");
      case TEXT -> text(choices) + choices.pick("", "", "::text", "::varchar");
      case TIME ->
          choices.pick(
              "TIMESTAMP '" + day(choices) + "'",
              "'" + time(choices) + "'::timestamptz",
              "CAST('" + day(choices) + "' AS TIMESTAMPTZ)");
    };
  }

  /** A literal string. */
  static String text(Choices choices) {
    return "'" + choices.pick(OracleTables.notes()).replace("'", "''") + "'";
  }

  /** The text of a time, with an offset or without. */
  static String time(Choices choices) {
    return day(choices);
  }

  private static String day(Choices choices) {
    return choices.pick(
        "2026-01-01",
        "2026-01-01 00:00:00",
        "2026-01-01T00:16:40.25Z",
        "2024-02-29 23:59:59.999999",
        "2000-02-29",
        "1969-12-31T23:59:59.5Z",
        "1700-06-15 12:00:00+00",
        "2259-01-01");
  }

  static String field(Choices choices) {
    return choices.pick(
        "epoch",
        "microseconds",
        "milliseconds",
        "second",
        "minute",
        "hour",
        "day",
        "dow",
        "isodow",
        "doy",
        "week",
        "month",
        "quarter",
        "year",
        "isoyear",
        "decade",
        "century",
        "millennium");
  }
}
