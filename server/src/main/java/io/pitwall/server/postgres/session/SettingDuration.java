package io.pitwall.server.postgres.session;

import io.pitwall.server.postgres.wire.PostgresException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as settings of PostgreSQL write them: {@code 500}, {@code '5 s'}, {@code '2min'}. */
final class SettingDuration {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(us|ms|s|min|h|d)?");

  private SettingDuration() {}

  /** The rule of a setting that is a time. */
  static String accepted(String name, String value, SessionLogin login) throws PostgresException {
    if (parse(value) == null) {
      throw SettingRule.invalid(
          name,
          value,
          "this server takes a number of milliseconds, or one with us, ms, s, min, h or d",
          "");
    }
    return value;
  }

  /** Returns the time, or null if the text is none; a number without a unit is milliseconds. */
  static @Nullable Duration parse(String value) {
    Matcher matcher = DURATION.matcher(value.strip());
    if (!matcher.matches()) {
      return null;
    }
    long count = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2);
    return switch (unit == null ? "ms" : unit) {
      case "us" -> Duration.ofNanos(count * 1_000);
      case "s" -> Duration.ofSeconds(count);
      case "min" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofMillis(count);
    };
  }
}
