package io.pitwall.server.command;

import io.pitwall.server.config.Unit;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations such as {@code 60s} in options, as in settings. */
final class DurationConverter implements ITypeConverter<Duration> {
  /** Only picocli makes one. */
  DurationConverter() {}

  @Override
  public Duration convert(String text) {
    try {
      return (Duration) Unit.DURATION.parse(text, 0);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
