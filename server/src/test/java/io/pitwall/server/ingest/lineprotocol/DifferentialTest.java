package io.pitwall.server.ingest.lineprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.server.ingest.IngestFixtures;
import io.pitwall.server.ingest.IngestFixtures.Row;
import io.pitwall.server.ingest.ParsedBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random lines, some with a few bytes changed, through the parser and through the plain reference.
 * The seed is printed; {@code -Dpitwall.seed=…} takes it again.
 */
final class DifferentialTest {
  private static final String[] TAIL = {
    "1",
    "1.5",
    "-0.25",
    "12345.678",
    "7i",
    "-99999999i",
    "t",
    "False",
    "\"s\"",
    "\"a b,c=d\"",
    "\"\\\"\\\\\"",
    "1e3",
    ".5",
    "123456789012i",
    "0u",
    "\"\u00e9\u4e16\"",
    "9007199254740993",
    "1.7976931348623157e308",
    "\"\""
  };
  private static final String[] NAMES = {
    "a", "speed_mph", "x\\ y", "e\\=f", "long_name_of_a_field", "\u00fc", "b\\,c", "back\\slash"
  };
  private static final byte[] SPICE =
      " ,=\\\"#\r\t-.eiut019\u00e9".getBytes(StandardCharsets.UTF_8);

  @Test
  void parserAndReferenceAgree() throws Exception {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("DifferentialTest seed " + seed);
    Random random = new Random(seed);
    LineProtocolParser parser = new LineProtocolParser();
    for (int round = 0; round < 400; round++) {
      List<byte[]> lines = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        lines.add(line(random, round));
      }
      compare(parser, lines, seed);
    }
  }

  private static void compare(LineProtocolParser parser, List<byte[]> lines, long seed)
      throws Exception {
    // Each line is a body of its own, so that no type conflict between lines comes in.
    for (byte[] line : lines) {
      Row expected = ReferenceLineProtocol.parse(line, IngestFixtures.SERVER_TIME);
      ParsedBody parsed = IngestFixtures.parse(parser, line, IngestFixtures.context());
      List<Row> rows = IngestFixtures.rows(parsed.batch());
      String shown = "seed " + seed + ": " + new String(line, StandardCharsets.UTF_8);
      if (expected == null) {
        boolean ignorable = isIgnorable(line);
        assertThat(rows).as(shown).isEmpty();
        assertThat(parsed.refusedRows() > 0).as(shown).isEqualTo(!ignorable);
      } else {
        assertThat(parsed.refusals()).as(shown).isEmpty();
        assertThat(rows).as(shown).containsExactly(expected);
      }
      parsed.batch().release();
    }
  }

  /** Whether a line is empty or a comment. */
  private static boolean isIgnorable(byte[] line) {
    String text = new String(line, StandardCharsets.ISO_8859_1).replaceAll("\r$", "");
    String bare = text.stripLeading();
    return text.chars().allMatch(c -> c == ' ')
        || (bare.startsWith("#")
            && text.indexOf('#') == text.length() - bare.length()
            && text.substring(0, text.indexOf('#')).chars().allMatch(c -> c == ' ')
            && bare.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c != 0x7F)));
  }

  private static byte[] line(Random random, int round) {
    StringBuilder text = new StringBuilder();
    text.append(random.nextInt(20) == 0 ? " " : "").append("m").append(round % 3);
    TreeMap<String, String> used = new TreeMap<>();
    int tags = random.nextInt(3);
    for (int i = 0; i < tags; i++) {
      String name = NAMES[random.nextInt(NAMES.length)];
      if (used.put(name, "") == null || random.nextInt(10) == 0) {
        text.append(',').append(name).append('=').append("v\\ ").append(random.nextInt(3));
      }
    }
    text.append(random.nextInt(20) == 0 ? "  " : " ");
    int fields = 1 + random.nextInt(4);
    TreeMap<String, String> fieldNames = new TreeMap<>();
    int written = 0;
    for (int i = 0; i < fields; i++) {
      String name = NAMES[random.nextInt(NAMES.length)];
      if (!used.containsKey(name) && fieldNames.put(name, "") == null) {
        text.append(written++ == 0 ? "" : ",").append(name).append('=').append(value(random));
      }
    }
    if (random.nextInt(5) > 0) {
      text.append(' ').append(random.nextLong() >>> random.nextInt(64));
    }
    text.append(random.nextInt(10) == 0 ? " \r" : "");
    byte[] line = text.toString().getBytes(StandardCharsets.UTF_8);
    return random.nextInt(2) == 0 ? line : mutate(random, line);
  }

  private static String value(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Double.toString(random.nextInt(100_000) / 100.0);
      case 1 -> random.nextInt() + "i";
      case 2 -> Double.toString(Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
      default -> TAIL[random.nextInt(TAIL.length)];
    };
  }

  private static byte[] mutate(Random random, byte[] line) {
    byte[] changed = line.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(changed.length);
      byte spice = SPICE[random.nextInt(SPICE.length)];
      changed[at] = random.nextInt(8) == 0 ? (byte) random.nextInt() : spice;
      if (changed[at] == '\n') {
        changed[at] = ' ';
      }
    }
    return changed;
  }
}
