package io.pitwall.server.config;

import io.pitwall.storage.limit.Limit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The unit of a setting: how its text is read. */
public enum Unit {
  TEXT("TEXT") {
    @Override
    public Object parse(String text, long heapBytes) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("is empty");
      }
      return text;
    }
  },
  ADDRESS("HOST:PORT") {
    @Override
    public Object parse(String text, long heapBytes) {
      return HostPort.parse(text);
    }
  },
  COUNT("COUNT") {
    @Override
    public Object parse(String text, long heapBytes) {
      String digits = text.replace("_", "");
      if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("'" + text + "' is not a count from 0 to 2147483647");
      }
      return Integer.parseInt(digits);
    }
  },
  BYTES("SIZE") {
    @Override
    public Object parse(String text, long heapBytes) {
      Matcher parts = NUMBER_AND_UNIT.matcher(text);
      if (parts.matches()) {
        BigDecimal number = new BigDecimal(parts.group(1));
        String unit = parts.group(2).toLowerCase(Locale.ROOT);
        if (unit.equals("%")) {
          return number.multiply(BigDecimal.valueOf(heapBytes)).longValue() / PERCENT;
        }
        Long bytes = BYTES_BY_UNIT.get(unit);
        if (bytes != null) {
          return whole(text, number.multiply(BigDecimal.valueOf(bytes)));
        }
      }
      throw new IllegalArgumentException(
          "'" + text + "' is not a size such as 64MiB, 1GiB, 500kB, 4096 or 25% (of the heap)");
    }
  },
  DURATION("DURATION") {
    @Override
    public Object parse(String text, long heapBytes) {
      Matcher parts = NUMBER_AND_UNIT.matcher(text);
      if (parts.matches()) {
        Long nanos = NANOS_BY_UNIT.get(parts.group(2));
        if (nanos != null) {
          BigDecimal all = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(nanos));
          return Duration.ofNanos(whole(text, all));
        }
      }
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration such as 500ms, 60s, 10m, 1h or 7d");
    }
  };

  private static final int PERCENT = 100;
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?)\\s*([A-Za-zµ%]*)");
  private static final Map<String, Long> BYTES_BY_UNIT =
      Map.of(
          "", 1L,
          "b", 1L,
          "kb", 1_000L,
          "mb", 1_000_000L,
          "gb", 1_000_000_000L,
          "kib", 1L << 10,
          "mib", 1L << 20,
          "gib", 1L << 30,
          "tib", 1L << 40);
  private static final Map<String, Long> NANOS_BY_UNIT =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private final String label;

  Unit(String label) {
    this.label = label;
  }

  /** The name of a value in usage texts. */
  public String label() {
    return label;
  }

  /**
   * The value: a String, {@link HostPort}, Integer, Long (bytes) or Duration.
   *
   * @param heapBytes what a percentage is of
   * @throws IllegalArgumentException whose message says what is wrong with the text
   */
  public abstract Object parse(String text, long heapBytes);

  /** The unit that a limit's values are written in. */
  static Unit of(Limit.Unit unit) {
    return switch (unit) {
      case COUNT -> COUNT;
      case BYTES -> BYTES;
      case DURATION -> DURATION;
    };
  }

  private static long whole(String text, BigDecimal value) {
    if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("'" + text + "' is too large");
    }
    return value.setScale(0, RoundingMode.DOWN).longValue();
  }
}
