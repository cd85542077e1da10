package io.pitwall.storage.limit;

import java.time.Duration;
import java.util.Locale;

/**
 * A limit: its name, default, range and meaning, in one place. The settings of the server, their
 * documentation and the messages of the code that checks the limit are made from it. Its value in a
 * running process is elsewhere: in the options of the part that checks it.
 *
 * <p>Names are lower case with hyphens and say the unit last, such as {@code max-name-bytes}.
 * Immutable.
 */
public final class Limit {
  private static final long MAX_ARRAY_BYTES = 1 << 30;

  private final String name;
  private final Unit unit;
  private final long defaultValue;
  private final String meaning;
  private final Range range;

  /**
   * The values that a limit may be set to.
   *
   * @param reason why it may not be more than {@code most}; empty if that needs no reason
   */
  private record Range(long least, long most, String reason) {}

  /** What a limit counts. */
  public enum Unit {
    COUNT {
      @Override
      public String text(long value) {
        return String.format(Locale.ROOT, "%d", value);
      }
    },
    BYTES {
      @Override
      public String text(long value) {
        int zeros = value == 0 ? 0 : Long.numberOfTrailingZeros(value);
        int unit = Math.min(BYTE_UNITS.length - 1, zeros / UNIT_BITS);
        return (value >> (UNIT_BITS * unit)) + BYTE_UNITS[unit];
      }
    },
    /** Nanoseconds. */
    DURATION {
      @Override
      public String text(long value) {
        long left = value;
        int unit = 0;
        while (unit < TIME_UNITS.length - 1 && left % NEXT_TIME_UNIT == 0 && left != 0) {
          left /= NEXT_TIME_UNIT;
          unit++;
        }
        return left + TIME_UNITS[unit];
      }
    };

    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB"};
    private static final int UNIT_BITS = 10;
    private static final String[] TIME_UNITS = {"ns", "us", "ms", "s"};
    private static final int NEXT_TIME_UNIT = 1000;

    /** Returns a value in the largest unit that leaves it whole, such as {@code 64MiB}. */
    public abstract String text(long value);
  }

  private Limit(String name, Unit unit, long defaultValue, String meaning, Range range) {
    this.name = name;
    this.unit = unit;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
    this.range = range;
  }

  /**
   * Returns a limit that counts things, up to the largest int.
   *
   * @param meaning one sentence that makes sense alone: what is limited, what happens past it
   */
  public static Limit count(String name, long defaultValue, String meaning) {
    return new Limit(name, Unit.COUNT, defaultValue, meaning, new Range(1, Integer.MAX_VALUE, ""));
  }

  /**
   * Returns a limit that counts bytes.
   *
   * @param meaning one sentence that makes sense alone: what is limited, what happens past it
   */
  public static Limit bytes(String name, long defaultValue, String meaning) {
    return new Limit(name, Unit.BYTES, defaultValue, meaning, new Range(1, Long.MAX_VALUE, ""));
  }

  /**
   * Returns a limit of time, of at least a millisecond.
   *
   * @param meaning one sentence that makes sense alone: what is limited, what happens past it
   */
  public static Limit duration(String name, Duration defaultValue, String meaning) {
    Range range = new Range(Duration.ofMillis(1).toNanos(), Long.MAX_VALUE, "");
    return new Limit(name, Unit.DURATION, defaultValue.toNanos(), meaning, range);
  }

  /** Returns this limit with the largest value at which what it limits fits into one array. */
  public Limit inOneArray() {
    return atMost(MAX_ARRAY_BYTES, "it is held in one array");
  }

  /**
   * Returns this limit with a largest value that it may be set to.
   *
   * @param largest the value
   * @param why what does not allow more; completes "at most 64KiB: …"
   */
  public Limit atMost(long largest, String why) {
    return new Limit(name, unit, defaultValue, meaning, new Range(range.least(), largest, why));
  }

  /** Returns this limit with a smallest value that it may be set to. */
  public Limit atLeast(long smallest) {
    return new Limit(
        name, unit, defaultValue, meaning, new Range(smallest, range.most(), range.reason()));
  }

  /** The name, such as {@code max-name-bytes}; also the name of the setting if there is one. */
  public String limitName() {
    return name;
  }

  /** What is counted. */
  public Unit unit() {
    return unit;
  }

  /** The value if nobody sets another. */
  public long defaultValue() {
    return defaultValue;
  }

  /** The default as an int; for counts and for bytes of one array. */
  public int defaultInt() {
    return Math.toIntExact(defaultValue);
  }

  /** One sentence: what is limited, and what happens past it. */
  public String meaning() {
    return meaning;
  }

  /** How a message names the limit: {@code (limit max-name-bytes)}. */
  public String clause() {
    return "(limit " + name + ")";
  }

  /**
   * Checks a value that somebody wants to set.
   *
   * @throws IllegalArgumentException if it is less or more than this limit may be; the message
   *     names the limit, the value and what is allowed
   */
  public void check(long value) {
    if (value < range.least()) {
      throw new IllegalArgumentException(
          name + " must be at least " + unit.text(range.least()) + ", not " + unit.text(value));
    }
    if (value > range.most()) {
      throw new IllegalArgumentException(
          name
              + " must be at most "
              + unit.text(range.most())
              + ", not "
              + unit.text(value)
              + (range.reason().isEmpty() ? "" : ": " + range.reason()));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
