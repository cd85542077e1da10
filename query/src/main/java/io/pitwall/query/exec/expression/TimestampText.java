package io.pitwall.query.exec.expression;

import io.pitwall.query.result.QueryException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as text and back: {@code 2026-01-31 12:00:00.5+00}, UTC unless an offset is given. */
public final class TimestampText {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})"
              + "(?:[ Tt]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?"
              + "\\s*([Zz]|[+-]\\d{2}(?::?\\d{2})?)?)?");

  private TimestampText() {}

  @SuppressWarnings("JavaLocalDateTimeGetNano")
  static String format(long nanos) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(nanos, NANOS_PER_SECOND),
            (int) Math.floorMod(nanos, NANOS_PER_SECOND),
            ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(32);
    text.append(time.toLocalDate()).append(' ');
    appendTwo(text, time.getHour()).append(':');
    appendTwo(text, time.getMinute()).append(':');
    appendTwo(text, time.getSecond());
    if (time.getNano() != 0) {
      String digits = Long.toString(NANOS_PER_SECOND + time.getNano()).substring(1);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      text.append('.').append(digits, 0, end);
    }
    return text.append("+00").toString();
  }

  private static StringBuilder appendTwo(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /**
   * @throws QueryException naming the text, if it is no time or lies outside of what 64 bits of
   *     nanoseconds hold
   */
  public static long parse(String text) throws QueryException {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw NumberText.invalid(text, "a time such as 2026-01-31T12:00:00.5Z", null);
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(form, 1),
              number(form, 2),
              number(form, 3),
              number(form, 4),
              number(form, 5),
              number(form, 6));
      String fraction = form.group(7) == null ? "0" : form.group(7);
      long nanos = Long.parseLong((fraction + "00000000").substring(0, 9));
      String zone = form.group(8) == null ? "Z" : form.group(8);
      ZoneOffset offset = ZoneOffset.of(zone.equals("z") ? "Z" : zone);
      return nanos(local.toInstant(offset).plusNanos(nanos));
    } catch (DateTimeException | ArithmeticException e) {
      throw NumberText.invalid(text, "a time that exists and lies between 1677 and 2262", e);
    }
  }

  private static int number(Matcher form, int group) {
    return form.group(group) == null ? 0 : Integer.parseInt(form.group(group));
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
  }
}
