package io.pitwall.server.ingest.messagepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.ingest.IngestFixtures;
import io.pitwall.server.ingest.IngestFixtures.Row;
import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.ParsedBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

final class MessagePackParserTest {
  private final MessagePackParser parser = new MessagePackParser();

  private static byte[] pack(@Nullable Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MessagePacker packer = MessagePack.newDefaultPacker(bytes)) {
      pack(packer, value);
    }
    return bytes.toByteArray();
  }

  private static void pack(MessagePacker packer, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> packer.packNil();
      case Long number -> packer.packLong(number);
      case Integer number -> packer.packInt(number);
      case BigInteger number -> packer.packBigInteger(number);
      case Double number -> packer.packDouble(number);
      case Float number -> packer.packFloat(number);
      case Boolean bool -> packer.packBoolean(bool);
      case String text -> packer.packString(text);
      case byte[] binary -> packer.packBinaryHeader(binary.length).addPayload(binary);
      case List<?> list -> {
        packer.packArrayHeader(list.size());
        for (Object element : list) {
          pack(packer, element);
        }
      }
      case Map<?, ?> map -> {
        packer.packMapHeader(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          pack(packer, entry.getKey());
          pack(packer, entry.getValue());
        }
      }
      default -> throw new IllegalArgumentException("can't pack " + value);
    }
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private ParsedBody parse(Object body) throws Exception {
    return IngestFixtures.parse(parser, pack(body), IngestFixtures.context());
  }

  private List<Row> rows(Object body) throws Exception {
    ParsedBody parsed = parse(body);
    assertThat(parsed.refusals()).isEmpty();
    return IngestFixtures.rows(parsed.batch());
  }

  private static Map<String, Object> columns(Object... pairs) {
    return map("m", "car", "columns", map(pairs));
  }

  @Test
  void timesOfRowsBeyondNanosecondsAreRefusedAndNotWrapped() throws Exception {
    for (long unit : new long[] {1_000_000_000, 1_000_000, 1_000}) {
      long most = Long.MAX_VALUE / unit;
      long least = Long.MIN_VALUE / unit;
      assertThat(rows(row(most)).get(0).time()).isEqualTo(most * unit);
      assertThat(rows(row(least)).get(0).time()).isEqualTo(least * unit);
      for (long beyond : new long[] {most + 1, least - 1}) {
        ParsedBody parsed = parse(List.of(row(beyond), row(1)));
        assertThat(parsed.batch().rows()).as("%d", beyond).isEqualTo(1);
        assertThat(parsed.refusals().get(0).reason()).contains("t is " + beyond);
      }
    }
    assertThat(parse(row(9_999_999_999_999L)).refusedRows()).isEqualTo(1);
    assertThat(rows(row(Long.MAX_VALUE)).get(0).time()).isEqualTo(Long.MAX_VALUE);
    assertThat(rows(row(Long.MIN_VALUE)).get(0).time()).isEqualTo(Long.MIN_VALUE);
  }

  private static Map<String, Object> row(long time) {
    return map("m", "car", "t", time, "fields", map("a", 1.0));
  }

  @Test
  void namesThatNobodySeesAreRefused() throws Exception {
    for (Map<String, Object> bad :
        List.of(
            map("m", "t\u0007", "fields", map("a", 1)),
            map("m", "t", "fields", map("a\u009b", 1)),
            map("m", "t", "tags", map("k\n", "v"), "fields", map("a", 1)),
            map("m", "\uFEFFt", "columns", map("a", List.of(1))))) {
      ParsedBody parsed = parse(List.of(bad, row(1)));
      assertThat(parsed.refusedRows()).as("%s", bad).isEqualTo(1);
      assertThat(parsed.batch().rows()).isEqualTo(1);
    }
  }

  @Test
  void columnsBecomeRows() throws Exception {
    Map<String, Object> body =
        columns(
            "time", List.of(1_700_000_000_000L, 1_700_000_000_001L),
            "speed", List.of(1.5, -0.0),
            "lap", List.of(3, 300),
            "driver", List.of("Driver 1", "J\u00e9"),
            "pit", List.of(true, false));
    assertThat(rows(body))
        .containsExactly(
            new Row(
                "car",
                1_700_000_000_000_000_000L,
                Map.of(),
                Map.of("speed", 1.5, "lap", 3L, "driver", "Driver 1", "pit", true)),
            new Row(
                "car",
                1_700_000_000_001_000_000L,
                Map.of(),
                Map.of("speed", -0.0, "lap", 300L, "driver", "J\u00e9", "pit", false)));
    assertThat(rows(List.of(body, body))).hasSize(4);
    assertThat(rows(map("batch", List.of(body, body)))).hasSize(4);
    assertThat(rows(map("columns", Objects.requireNonNull(body.get("columns")), "m", "car")))
        .isEqualTo(rows(body));
  }

  @Test
  void nilIsNullAndWithoutTimesTheServersCounts() throws Exception {
    assertThat(rows(columns("a", Arrays.asList(1, null, 3), "b", Arrays.asList(null, null, "x"))))
        .containsExactly(
            new Row("car", IngestFixtures.SERVER_TIME, Map.of(), Map.of("a", 1L)),
            new Row("car", IngestFixtures.SERVER_TIME, Map.of(), Map.of()),
            new Row("car", IngestFixtures.SERVER_TIME, Map.of(), Map.of("a", 3L, "b", "x")));
  }

  @Test
  void integersOfEachWidthAreExact() throws Exception {
    List<Object> values =
        List.of(
            0,
            127,
            128,
            255,
            256,
            65535,
            65536,
            4294967295L,
            4294967296L,
            Long.MAX_VALUE,
            -1,
            -32,
            -33,
            -128,
            -129,
            -32768,
            -32769,
            Integer.MIN_VALUE,
            -2147483649L,
            Long.MIN_VALUE);
    List<Row> rows = rows(columns("a", values));
    for (int i = 0; i < values.size(); i++) {
      assertThat(rows.get(i).fields().get("a")).isEqualTo(((Number) values.get(i)).longValue());
    }
  }

  @Test
  void integersAndFloatsMixWithoutLoss() throws Exception {
    assertThat(rows(columns("a", List.of(5, 5.7, 6, 1.5f))))
        .extracting(row -> row.fields().get("a"))
        .containsExactly(5.0, 5.7, 6.0, 1.5);
    ParsedBody refused = parse(columns("a", List.of(Long.MAX_VALUE, 0.5)));
    assertThat(refused.batch().rows()).isZero();
    assertThat(refused.refusedRows()).isEqualTo(2);
    assertThat(refused.refusals().get(0).reason()).contains("row 2").contains("2^53");
  }

  @Test
  void rowsWithHostAndTagsAreTaken() throws Exception {
    assertThat(rows(map("m", 7, "t", 1_700_000_000, "h", 3, "fields", map("x", 1.0))))
        .containsExactly(
            new Row(
                "measurement_7",
                1_700_000_000_000_000_000L,
                Map.of("host", "host_3"),
                Map.of("x", 1.0)));
    assertThat(rows(map("m", "a", "f", Arrays.asList(1, null, "s"), "tags", map("k", "v"))))
        .containsExactly(
            new Row(
                "a",
                IngestFixtures.SERVER_TIME,
                Map.of("host", "unknown", "k", "v"),
                Map.of("field_0", 1L, "field_2", "s")));
  }

  @Test
  void aMapThatCannotBeStoredLeavesTheOthersAlone() throws Exception {
    Object good = columns("a", List.of(1, 2));
    for (Object bad :
        List.of(
            columns("a", List.of("x", "y")),
            columns("b", List.of(1, BigInteger.ONE.shiftLeft(63))),
            columns("b", List.of(new byte[] {1}, new byte[] {2})),
            columns("b", List.of(List.of(), List.of())),
            columns("time", List.of("x", "y"), "b", List.of(1, 2)),
            columns("time", Arrays.asList(1, null), "b", List.of(1, 2)),
            columns("time", List.of(1, Long.MAX_VALUE), "b", List.of(1, 2)),
            columns("time", List.of(1, 2)))) {
      ParsedBody parsed = parse(List.of(good, bad, good));
      assertThat(parsed.batch().rows()).isEqualTo(4);
      assertThat(parsed.refusedRows()).isEqualTo(2);
      assertThat(parsed.refusals().get(0).line()).isEqualTo(2);
      assertThat(parsed.batch().tables().get(0).columns()).hasSize(1);
    }
  }

  @Test
  void whatIsNoneOfTheFormsIsRefusedAsAWhole() throws Exception {
    for (Object bad :
        List.of(
            5,
            "x",
            List.of(5),
            map("columns", map("a", List.of(1))),
            columns("a", List.of(1), "b", List.of(1, 2)),
            columns("a", 5),
            map("m", "x", "z", 1),
            map("m", "x"))) {
      assertThatThrownBy(() -> parse(bad)).isInstanceOf(MalformedBodyException.class);
    }
  }

  @Test
  void aLengthThatIsNotThereAllocatesNothing() {
    byte[] bomb = {
      (byte) 0x82,
      (byte) 0xA1,
      'm',
      (byte) 0xA1,
      'x',
      (byte) 0xA7,
      'c',
      'o',
      'l',
      'u',
      'm',
      'n',
      's',
      (byte) 0x81,
      (byte) 0xA1,
      'a',
      (byte) 0xDD,
      0x7F,
      (byte) 0xFF,
      (byte) 0xFF,
      (byte) 0xFF
    };
    assertThatThrownBy(() -> IngestFixtures.parse(parser, bomb, IngestFixtures.context()))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("2147483647");
  }

  @Test
  void truncationsAndMutationsEndInAnAnswer() throws Exception {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("MessagePackParserTest seed " + seed);
    Random random = new Random(seed);
    byte[] body =
        pack(
            List.of(
                columns("time", List.of(1L, 2L), "a", List.of(1.5, 2), "s", List.of("x", "\u00e9")),
                map("m", "r", "t", 1, "h", "b", "fields", map("x", 1), "tags", map("k", "v"))));
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThatThrownBy(() -> IngestFixtures.parse(parser, cut, IngestFixtures.context()))
          .isInstanceOf(MalformedBodyException.class);
    }
    for (int i = 0; i < 50_000; i++) {
      byte[] changed = body.clone();
      for (int k = random.nextInt(3); k >= 0; k--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        IngestFixtures.rows(
            IngestFixtures.parse(parser, changed, IngestFixtures.context()).batch());
      } catch (MalformedBodyException e) {
        assertThat(e.getMessage()).contains("MessagePack");
      }
    }
  }
}
