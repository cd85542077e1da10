package io.pitwall.client.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.client.encode.RowSet.Doubles;
import io.pitwall.client.encode.RowSet.Longs;
import io.pitwall.client.encode.RowSet.Role;
import io.pitwall.client.encode.RowSet.Strings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ImmutableValue;
import org.msgpack.value.Value;

class MessagePackColumnsEncoderTest {
  private final MessagePackColumnsEncoder encoder = new MessagePackColumnsEncoder();

  @Test
  void writesTheBytesTheFormatAsksFor() {
    RowSet rows =
        new RowSet(
            "engine_telemetry",
            new long[] {1_760_000_000_000L},
            List.of(
                new Longs("rpm", Role.FIELD, new long[] {8500}),
                new Doubles("f", Role.FIELD, new double[] {1.5}),
                new Strings("driver", Role.TAG, new String[] {"Driver 7"})));

    assertThat(HexFormat.of().formatHex(encoder.encode(rows).bytes()))
        .isEqualTo(
            "82a16d"
                + "b0656e67696e655f74656c656d65747279"
                + "a7636f6c756d6e73"
                + "84"
                + "a474696d65"
                + "91cf00000199c82cc000"
                + "a372706d"
                + "91cd2134"
                + "a166"
                + "91cb3ff8000000000000"
                + "a6647269766572"
                + "91a84472697665722037");
  }

  @Test
  void readsBackAsWhatWasWritten() throws IOException {
    EncodedRows rows = encoder.encode(SampleRows.twoRows());

    Value read = parse(rows.bytes());
    assertThat(read.toString())
        .isEqualTo(
            "{\"m\":\"engine\",\"columns\":{\"time\":[1760000000000000001,1760000000000000002],"
                + "\"batch\":[1760000000000007,1760000000000007],\"car_number\":[24,-300],"
                + "\"driver\":[\"Driver 24\",\"A,b=c\\\"d\\\\e\"],\"speed_mph\":[187.3,-0.0],"
                + "\"note\":[\"say \\\"hi\\\" \\\\\",\"zwei\\nZeilen ü\"]}}");
    ByteBuffer bytes = ByteBuffer.wrap(rows.bytes());
    assertThat(bytes.getLong(rows.timeOffsets()[1])).isEqualTo(1_760_000_000_000_000_002L);
    assertThat(bytes.getLong(rows.stampOffsets()[1])).isEqualTo(1_760_000_000_000_007L);
  }

  @Test
  void everyIntegerTakesItsSmallestForm() throws IOException {
    long[] values = {
      0,
      127,
      128,
      255,
      256,
      65_535,
      65_536,
      4_294_967_295L,
      4_294_967_296L,
      Long.MAX_VALUE,
      -1,
      -32,
      -33,
      -128,
      -129,
      -32_768,
      -32_769,
      Integer.MIN_VALUE,
      Integer.MIN_VALUE - 1L,
      Long.MIN_VALUE
    };
    int[] sizes = {1, 1, 2, 2, 3, 3, 5, 5, 9, 9, 1, 1, 2, 2, 3, 3, 5, 5, 9, 9};
    for (int i = 0; i < values.length; i++) {
      GrowableBytes out = new GrowableBytes(16);
      new MessagePackWriter(out).integer(values[i]);

      assertThat(out.length()).as("size of %d", values[i]).isEqualTo(sizes[i]);
      assertThat(parse(out.toByteArray()).asIntegerValue().toLong()).isEqualTo(values[i]);
    }
  }

  @Test
  void writesLongTextsAndArraysWithWiderHeaders() throws IOException {
    for (int size : new int[] {15, 16, 31, 32, 255, 256, 65_535, 65_536}) {
      long[] times = new long[size];
      String[] texts = new String[size];
      Arrays.fill(times, 1_760_000_000_000L);
      Arrays.fill(texts, "x");
      texts[0] = "y".repeat(size);
      Value read =
          parse(
              encoder
                  .encode(new RowSet("m", times, List.of(new Strings("t", Role.TAG, texts))))
                  .bytes());

      Value[] columns = read.asMapValue().getKeyValueArray()[3].asMapValue().getKeyValueArray();
      assertThat(columns[1].asArrayValue().size()).isEqualTo(size);
      assertThat(columns[3].asArrayValue().get(0).asStringValue().asString()).hasSize(size);
    }
  }

  @Test
  void refusesANegativeTime() {
    RowSet rows = new RowSet("m", new long[] {-1}, List.of());

    assertThatThrownBy(() -> encoder.encode(rows)).hasMessageContaining("time -1 is negative");
  }

  private static ImmutableValue parse(byte[] bytes) throws IOException {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      ImmutableValue value = unpacker.unpackValue();
      assertThat(unpacker.hasNext()).isFalse();
      return value;
    }
  }
}
