package io.pitwall.server.warmup;

import io.pitwall.server.ingest.BodyParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows to warm up with. They have values, gaps and tags of all kinds: code that the JIT has not
 * seen running is not compiled, or is compiled for less than it has to do later.
 */
final class WarmUpRows {
  /** Rows in each body. */
  static final int ROWS_PER_BODY = 2_000;

  /** Different bodies. */
  static final int BODIES = 12;

  private static final int SERIES = 40;

  private WarmUpRows() {}

  /**
   * Returns bodies of line protocol; some of one table, as a race sends them, some of several.
   *
   * @param nanos the time of the first row, in nanoseconds since the Unix epoch
   * @return arrays that end with {@link BodyParser#PADDING} spare bytes
   */
  static List<byte[]> bodies(long nanos) {
    SplittableRandom random = new SplittableRandom(1);
    List<byte[]> bodies = new ArrayList<>();
    for (int body = 0; body < BODIES; body++) {
      StringBuilder text = new StringBuilder("# a comment\n\n");
      for (int row = 0; row < ROWS_PER_BODY; row++) {
        switch (body % 4 == 3 ? row % 3 : body % 4) {
          case 0 -> appendLap(random, text);
          case 1 -> appendTire(random, text);
          default -> appendPit(random, text);
        }
        long late = random.nextInt(50) == 0 ? 1_000_000_000L : 0;
        text.append(' ').append(nanos + 1_000L * row - late).append('\n');
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      bodies.add(Arrays.copyOf(bytes, bytes.length + BodyParser.PADDING));
    }
    return bodies;
  }

  private static void appendLap(SplittableRandom random, StringBuilder text) {
    int car = random.nextInt(SERIES);
    text.append("lap,car=").append(car).append(",driver=Driver\\ No.\\ ").append(car * car);
    text.append(" number=").append(car).append('i');
    text.append(",speed=").append(random.nextInt(1600, 2000) / 10.0);
    text.append(",rpm=").append(random.nextInt(700, 9500)).append('i');
    text.append(",load=").append(random.nextInt(-200, 350) / 100.0);
    text.append(",temperature=").append(random.nextInt(90, 280));
    text.append(",distance=").append(random.nextDouble());
    text.append(",gear=").append(random.nextInt(3, 5)).append('i');
  }

  private static void appendTire(SplittableRandom random, StringBuilder text) {
    text.append("tire,car=").append(random.nextInt(SERIES)).append(" pressure=");
    text.append(random.nextInt(300, 350) / 10.0);
    text.append(",wear=").append(random.nextInt(1_000_000) / 1e6);
    if (random.nextInt(8) == 0) {
      text.append(",changed=").append(random.nextBoolean());
    }
  }

  /** Rows without tags, with strings and many gaps. */
  private static void appendPit(SplittableRandom random, StringBuilder text) {
    text.append("pit crew=\"crew ").append(random.nextInt(SERIES)).append('"');
    if (random.nextBoolean()) {
      text.append(",seconds=").append(random.nextInt(10, 25));
    }
    if (random.nextInt(3) == 0) {
      text.append(",remark=\"").append(Long.toString(random.nextLong(), 36)).append('"');
    }
  }
}
