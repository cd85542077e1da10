package io.pitwall.client.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.client.encode.RowSet.Doubles;
import io.pitwall.client.encode.RowSet.Role;
import io.pitwall.client.encode.RowSet.Strings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineProtocolEncoderTest {
  private final LineProtocolEncoder encoder = new LineProtocolEncoder();

  @Test
  void writesTagsThenFieldsInOrderThenTheTime() {
    assertThat(text(encoder.encode(SampleRows.twoRows())))
        .isEqualTo(
            "engine,driver=Driver\\ 24 car_number=24i,speed_mph=187.3,note=\"say \\\"hi\\\""
                + " \\\\\",batch=1760000000000007i 1760000000000000001\n"
                + "engine,driver=A\\,b\\=c\"d\\e car_number=-300i,speed_mph=-0.0,note=\"zwei\n"
                + "Zeilen ü\",batch=1760000000000007i 1760000000000000002\n");
  }

  @Test
  void tellsWhereTimesAndStampsLie() {
    EncodedRows rows = encoder.encode(SampleRows.twoRows());

    for (int row = 0; row < 2; row++) {
      assertThat(cell(rows, rows.timeOffsets()[row], rows.timeWidth()))
          .isEqualTo("176000000000000000" + (row + 1));
      assertThat(cell(rows, rows.stampOffsets()[row], rows.stampWidth()))
          .isEqualTo("1760000000000007");
    }
  }

  @Test
  void leavesAnEmptyTagOut() {
    RowSet rows =
        new RowSet(
            "m",
            new long[] {17_600_000_000L},
            List.of(
                new Strings("t", Role.TAG, new String[] {""}),
                new Doubles("f", Role.FIELD, new double[] {1})));

    assertThat(text(encoder.encode(rows))).isEqualTo("m f=1.0 17600000000\n");
  }

  @Test
  void refusesWhatALineCannotCarry() {
    assertThatThrownBy(
            () -> encoder.encode(oneRow(new Strings("t", Role.TAG, new String[] {"a\nb"}), 1)))
        .hasMessageContaining("line break");
    assertThatThrownBy(
            () -> encoder.encode(oneRow(new Strings("t", Role.TAG, new String[] {"a\\"}), 1)))
        .hasMessageContaining("backslash");
    assertThatThrownBy(() ->
            encoder.encode(oneRow(new Strings("t", Role.TAG, new String[] {"a"}), Double.NaN)))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() ->
            encoder.encode(
                new RowSet(
                    "m", new long[] {17}, List.of(new Strings("t", Role.TAG, new String[] {"a"})))))
        .hasMessageContaining("at least one field");
  }

  @Test
  void refusesTimesOfDifferentWidth() {
    RowSet rows =
        new RowSet(
            "m",
            new long[] {99_999_999_999L, 100_000_000_000L},
            List.of(new Doubles("f", Role.FIELD, new double[] {1, 2})));

    assertThatThrownBy(() -> encoder.encode(rows))
        .hasMessageContaining("100000000000")
        .hasMessageContaining("11");
  }

  @Test
  void refusesNoRowsAndRaggedColumns() {
    assertThatThrownBy(() -> encoder.encode(new RowSet("m", new long[0], List.of())))
        .hasMessageContaining("no rows");
    assertThatThrownBy(() ->
            new RowSet("m", new long[2], List.of(new Doubles("f", Role.FIELD, new double[] {1}))))
        .hasMessageContaining("1 values for 2 times");
  }

  private static RowSet oneRow(Strings tag, double field) {
    return new RowSet(
        "m",
        new long[] {17_600_000_000L},
        List.of(tag, new Doubles("f", Role.FIELD, new double[] {field})));
  }

  private static String text(EncodedRows rows) {
    return new String(rows.bytes(), StandardCharsets.UTF_8);
  }

  private static String cell(EncodedRows rows, int offset, int width) {
    return new String(rows.bytes(), offset, width, StandardCharsets.US_ASCII);
  }
}
