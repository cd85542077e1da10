package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as text: {@code 10 seconds}, {@code 1h30m}, {@code 1 day 00:05:00}. */
final class IntervalText {
  private static final Pattern PART =
      Pattern.compile(
          "\\s*(?:([+-]?)(\\d+):(\\d{2})(?::(\\d{2}(?:\\.\\d+)?))?|([+-]?\\d+(?:\\.\\d+)?)\\s*([a-zµ]+))");
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("ns", 1L),
          Map.entry("nanosecond", 1L),
          Map.entry("us", 1000L),
          Map.entry("µs", 1000L),
          Map.entry("microsecond", 1000L),
          Map.entry("ms", 1_000_000L),
          Map.entry("millisecond", 1_000_000L),
          Map.entry("s", SECOND),
          Map.entry("sec", SECOND),
          Map.entry("second", SECOND),
          Map.entry("m", MINUTE),
          Map.entry("min", MINUTE),
          Map.entry("minute", MINUTE),
          Map.entry("h", HOUR),
          Map.entry("hour", HOUR),
          Map.entry("d", DAY),
          Map.entry("day", DAY),
          Map.entry("w", 7 * DAY),
          Map.entry("week", 7 * DAY));

  private IntervalText() {}

  /** Nanoseconds. */
  static long parse(String text) throws QueryException {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    Matcher part = PART.matcher(lower);
    BigDecimal total = BigDecimal.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      total = total.add(part.group(6) == null ? clock(part) : units(text, part));
      end = part.end();
    }
    if (end == 0 || end != lower.length()) {
      throw invalid(text);
    }
    try {
      return total.setScale(0, java.math.RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException e) {
      throw NumberText.invalid(text, "a span of time that 64 bits of nanoseconds hold", e);
    }
  }

  private static BigDecimal clock(Matcher part) {
    BigDecimal seconds = part.group(4) == null ? BigDecimal.ZERO : new BigDecimal(part.group(4));
    BigDecimal nanos =
        new BigDecimal(part.group(2))
            .multiply(BigDecimal.valueOf(HOUR))
            .add(new BigDecimal(part.group(3)).multiply(BigDecimal.valueOf(MINUTE)))
            .add(seconds.multiply(BigDecimal.valueOf(SECOND)));
    return part.group(1).equals("-") ? nanos.negate() : nanos;
  }

  private static BigDecimal units(String text, Matcher part) throws QueryException {
    String unit = part.group(6);
    Long nanos = UNITS.get(unit);
    if (nanos == null && unit.endsWith("s")) {
      nanos = UNITS.get(unit.substring(0, unit.length() - 1));
    }
    if (nanos == null) {
      throw invalid(text);
    }
    return new BigDecimal(part.group(5)).multiply(BigDecimal.valueOf(nanos));
  }

  private static QueryException invalid(String text) {
    return NumberText.invalid(text, "a span of fixed length such as 10 seconds or 1h30m", null);
  }
}
