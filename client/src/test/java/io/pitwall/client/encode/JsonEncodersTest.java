package io.pitwall.client.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonEncodersTest {
  @Test
  void writesOneObjectARow() throws IOException {
    byte[] bytes = new JsonRowsEncoder().encode(SampleRows.twoRows()).bytes();

    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .startsWith(
            "[{\"measurement\":\"engine\",\"time\":1760000000000000001,\"tags\":{\"driver\":\"Driver"
                + " 24\"},\"fields\":{\"car_number\":24,\"speed_mph\":187.3,\"note\":\"say"
                + " \\\"hi\\\" \\\\\",\"batch\":1760000000000007}},{");
    assertThat(values(bytes))
        .contains("1760000000000000002", "A,b=c\"d\\e", "-300", "-0.0", "zwei\nZeilen ü")
        .hasSize(14);
  }

  @Test
  void writesOneArrayAColumnWithTheStampAfterTheTimes() throws IOException {
    byte[] bytes = new JsonColumnsEncoder().encode(SampleRows.twoRows()).bytes();

    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .startsWith(
            "{\"m\":\"engine\",\"columns\":{\"time\":[1760000000000000001,1760000000000000002],"
                + "\"batch\":[1760000000000007,1760000000000007],\"car_number\":[24,-300],\"driver\":[");
    assertThat(values(bytes)).contains("A,b=c\"d\\e", "zwei\nZeilen ü", "-0.0").hasSize(13);
  }

  @Test
  void bothTellWhereTimesAndStampsLie() {
    for (RowEncoder encoder : List.of(new JsonRowsEncoder(), new JsonColumnsEncoder())) {
      EncodedRows rows = encoder.encode(SampleRows.twoRows());
      String text = new String(rows.bytes(), StandardCharsets.ISO_8859_1);

      assertThat(text.substring(rows.timeOffsets()[1])).startsWith("1760000000000000002");
      assertThat(text.substring(rows.stampOffsets()[1])).startsWith("1760000000000007");
    }
  }

  @Test
  void escapesControlCharacters() {
    assertThat(JsonText.quote("a\u0001\t\"")).isEqualTo("\"a\\u0001\\u0009\\\"\"");
  }

  private static List<String> values(byte[] json) throws IOException {
    List<String> values = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue()) {
          values.add(parser.getText());
        }
      }
    }
    return values;
  }
}
