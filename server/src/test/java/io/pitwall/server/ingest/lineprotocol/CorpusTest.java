package io.pitwall.server.ingest.lineprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pitwall.server.ingest.IngestFixtures;
import io.pitwall.server.ingest.IngestFixtures.Row;
import io.pitwall.server.ingest.ParsedBody;
import io.pitwall.server.ingest.TimePrecision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The line-protocol corpus (its licence lies beside it), whole. It fails an input as a whole where
 * one line fails; here that is an input with at least one refusal.
 */
final class CorpusTest {
  /** Inputs that are taken differently here, each with its reason. */
  private static final Map<String, String> DIFFERENCES = differences();

  private static Map<String, String> differences() {
    Map<String, String> known = new LinkedHashMap<>();
    String unsigned = "an unsigned integer beyond the largest signed one is refused by name";
    for (String key :
        List.of(
            "27fd209742d33a19ea3cbf54268c025b",
            "37b82de81acdd74c72d6ec702e4ef075",
            "46545fbfb2e1e8b404e0e75c66028e9c",
            "5f1e832135dbf0161b3a1bb71a0be866",
            "c2d6a608f3179aa48138ed8b460a94e5",
            "d00f6348ff30faffe56d97abccfef3cc",
            "e218e0443ecf82353d4b77b16f068d96",
            "eb1d4076931acb9941cb712fc3574b55")) {
      known.put(key, unsigned);
    }
    String time = "a tag named time would hide the row's timestamp, so it is refused by name";
    known.put("2a6fa6f9c4bd199a093f88e94b542430", time);
    known.put("5f10c11304f37e8f65e1d9fc36c6fde3", time);
    String serverTime = "the server's time keeps its nanoseconds, whatever the precision";
    known.put("12cbe04300d26145a19219958aabbd46", serverTime);
    known.put("7d5cc2f47bfbcc3890e3d077a950aa1a", serverTime);
    known.put("ff332bb8cae345b1bdb2b3870a19bed7", serverTime);
    String escape =
        "in a string only \\\" and \\\\ are escapes, as on servers of InfluxDB 1, 2 and 3";
    known.put("0d72bd69a58fa1a3399cf61fc9fdc67c", escape);
    known.put("909116df4d304c2e9ad8a57300bc08d7", escape);
    known.put("ea7ad6289581283d56af6d43c72c2664", escape);
    known.put(
        "dc62d6392272341b7571891c3088a89f",
        "a row with more tags than max-tags-per-series is refused by name");
    String zero = "the corpus has lost the sign of -0";
    known.put("16f42a27b1032ab9ffa616e9de6edf2f", zero);
    known.put("579631bbe7f2e5bdbd98a380d381dd0c", zero);
    return known;
  }

  @Test
  void everyCaseIsDecodedAsTheCorpusSays() throws Exception {
    Map<?, ?> cases = (Map<?, ?>) readCorpus().get("decode");
    assertThat(cases).hasSize(6615);
    LineProtocolParser parser = new LineProtocolParser();
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<?, ?> entry : cases.entrySet()) {
      String difference = check(parser, (Map<?, ?>) entry.getValue());
      boolean expected = DIFFERENCES.containsKey(entry.getKey());
      if ((difference != null) != expected) {
        wrong.add(entry.getKey() + ": " + (expected ? "no difference any more" : difference));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases.keySet().containsAll(DIFFERENCES.keySet())).isTrue();
  }

  private static @Nullable String check(LineProtocolParser parser, Map<?, ?> corpusCase)
      throws Exception {
    Map<?, ?> input = (Map<?, ?>) get(corpusCase, "input");
    Map<?, ?> output = (Map<?, ?>) get(corpusCase, "output");
    byte[] text =
        get(input, "text") instanceof Map<?, ?> binary
            ? Base64.getDecoder().decode((String) binary.get("binary"))
            : ((String) get(input, "text")).getBytes(StandardCharsets.UTF_8);
    TimePrecision precision = TimePrecision.parse(((String) get(input, "precision")).substring(1));
    long defaultTime = ((Number) get(input, "defaultTime")).longValue();
    ParsedBody parsed =
        IngestFixtures.parse(parser, text, IngestFixtures.context(precision, defaultTime));
    List<Row> rows = IngestFixtures.rows(parsed.batch());
    String shown = new String(text, StandardCharsets.ISO_8859_1);
    if (output.containsKey("error")) {
      return parsed.refusedRows() > 0
          ? null
          : "taken as " + rows + ", but " + output.get("error") + ": " + shown;
    }
    if (parsed.refusedRows() > 0) {
      return "refused with " + parsed.refusals() + ": " + shown;
    }
    List<Row> expected = new ArrayList<>();
    for (Object point : (List<?>) get(output, "result")) {
      expected.add(expectedRow((Map<?, ?>) point));
    }
    if (rows.size() != expected.size() || !Set.copyOf(rows).equals(Set.copyOf(expected))) {
      return "taken as " + rows + " and not as " + expected + ": " + shown;
    }
    return null;
  }

  private static Object get(Map<?, ?> object, String name) {
    return Objects.requireNonNull(object.get(name), name);
  }

  private static Row expectedRow(Map<?, ?> point) {
    Map<String, String> tags = new TreeMap<>();
    if (point.get("tags") instanceof List<?> list) {
      for (Object tag : list) {
        tags.put((String) ((Map<?, ?>) tag).get("key"), (String) ((Map<?, ?>) tag).get("value"));
      }
    }
    Map<String, Object> fields = new TreeMap<>();
    for (Object field : (List<?>) get(point, "fields")) {
      Map<?, ?> value = (Map<?, ?>) get((Map<?, ?>) field, "value");
      fields.put((String) ((Map<?, ?>) field).get("key"), expectedValue(value));
    }
    Object time = get(point, "time");
    return new Row((String) get(point, "name"), ((Number) time).longValue(), tags, fields);
  }

  private static Object expectedValue(Map<?, ?> typed) {
    Map.Entry<?, ?> only = typed.entrySet().iterator().next();
    Object value = only.getValue();
    return switch ((String) only.getKey()) {
      case "float" -> ((Number) value).doubleValue();
      case "int" -> ((Number) value).longValue();
      // 2^64 − 1 comes as a BigInteger, which equals nothing that is stored.
      case "uint" -> value instanceof Long ? value : (Object) ((Number) value);
      default -> value;
    };
  }

  private static Map<?, ?> readCorpus() throws IOException {
    try (InputStream file =
            CorpusTest.class.getResourceAsStream("/line-protocol-corpus/corpus.json.gz");
        JsonParser json = new JsonFactory().createParser(new GZIPInputStream(file))) {
      json.nextToken();
      return (Map<?, ?>) read(json);
    }
  }

  private static Object read(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> readObject(json);
      case START_ARRAY -> readArray(json);
      case VALUE_NUMBER_INT -> {
        Number number = json.getNumberValue();
        yield number instanceof Integer ? (Object) number.longValue() : number;
      }
      case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
      default -> json.getText();
    };
  }

  private static Map<String, Object> readObject(JsonParser json) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      object.put(name, read(json));
    }
    return object;
  }

  private static List<Object> readArray(JsonParser json) throws IOException {
    List<Object> array = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(json));
    }
    return array;
  }
}
