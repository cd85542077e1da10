package io.pitwall.server.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.ingest.IngestFixtures;
import io.pitwall.server.ingest.IngestFixtures.Row;
import io.pitwall.server.ingest.MalformedBodyException;
import io.pitwall.server.ingest.ParsedBody;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonRowsAndColumnsParserTest {
  private final JsonRowsAndColumnsParser parser = new JsonRowsAndColumnsParser();

  private ParsedBody parse(String body) throws Exception {
    return IngestFixtures.parse(parser, body.replace('\'', '"'));
  }

  private List<Row> rows(String body) throws Exception {
    ParsedBody parsed = parse(body);
    assertThat(parsed.refusals()).isEmpty();
    return IngestFixtures.rows(parsed.batch());
  }

  @Test
  void rowsAreTakenWithTheirKeysInAnyOrder() throws Exception {
    Row expected =
        new Row(
            "car",
            1_700_000_000_500_000_000L,
            Map.of("n", "7"),
            Map.of("a", 1L, "b", 1.0, "c", true, "d", "\u00e9\ud83c\udfc1"));
    String fields = "'fields':{'a':1,'b':1.0,'c':true,'d':'\u00e9\\ud83c\\udfc1','e':null}";
    String tags = "'tags':{'n':'7'}";
    assertThat(rows("{'table':'car','time':1700000000500," + tags + "," + fields + "}"))
        .containsExactly(expected);
    assertThat(
            rows(
                "[{"
                    + fields
                    + ","
                    + tags
                    + ",'time':'2023-11-14T22:13:20.5Z','measurement':'car'},{"
                    + tags
                    + ",'m':'car','time':1700000000500000,"
                    + fields
                    + "}]"))
        .containsExactly(expected, expected);
  }

  @Test
  void columnsAreTakenWhereverTheirTableIsNamed() throws Exception {
    String columns = "'columns':{'time':[1700000000,1700000001],'a':[1,2.5],'s':['x',null]}";
    List<Row> expected =
        List.of(
            new Row("t", 1_700_000_000_000_000_000L, Map.of(), Map.of("a", 1.0, "s", "x")),
            new Row("t", 1_700_000_001_000_000_000L, Map.of(), Map.of("a", 2.5)));
    assertThat(rows("{'m':'t'," + columns + "}")).isEqualTo(expected);
    assertThat(rows("{" + columns + ",'m':'t'}")).isEqualTo(expected);
    assertThat(rows("{'batch':[{" + columns + ",'m':'t'}]}")).isEqualTo(expected);
    assertThat(rows("[{'table':'t'," + columns + "}]")).isEqualTo(expected);
  }

  @Test
  void integersAreExactOrRefusedByName() throws Exception {
    assertThat(rows("{'m':'t','fields':{'a':9223372036854775807,'b':-9223372036854775808}}"))
        .singleElement()
        .satisfies(row ->
            assertThat(row.fields()).isEqualTo(Map.of("a", Long.MAX_VALUE, "b", Long.MIN_VALUE)));
    ParsedBody parsed = parse("{'m':'t','fields':{'a':9223372036854775808}}");
    assertThat(parsed.refusals().get(0).reason()).contains("a is beyond 64 bits");
  }

  @Test
  void anElementThatCannotBeStoredLeavesTheOthersAlone() throws Exception {
    String good = "{'m':'t','fields':{'a':1}}";
    for (String bad :
        List.of(
            "{'m':'t','fields':{'a':'x'}}",
            "{'m':'t','fields':{'b':1,'a':'x'}}",
            "{'m':'t','fields':{'b':[1]}}",
            "{'m':'t','fields':{'b':{'c':1}},'tags':{}}",
            "{'m':'t','fields':{'b':1e999}}",
            "{'m':'t','fields':{}}",
            "{'m':'t'}",
            "{'m':'t','time':1.5,'fields':{'b':1}}",
            "{'m':'t','time':'yesterday','fields':{'b':1}}",
            "{'m':'t','tags':{'b':'x'},'fields':{'b':1}}",
            "{'m':'t','tags':{'b':1},'fields':{'c':1}}",
            "{'m':'t','tags':{'time':'1'},'fields':{'c':1}}",
            "{'m':'t','fields':{'time':1}}",
            "{'m':'t','extra':{'x':[1,{'y':2}]},'fields':{'b':1}}",
            "{'m':'t','fields':{'b':'\\ud800'}}",
            "{'m':'t','columns':{'b':['x',[1]]}}",
            "{'columns':{'b':[1],'a':['x']},'m':'t'}")) {
      ParsedBody parsed = parse("[" + good + "," + bad + "," + good + "]");
      assertThat(parsed.batch().rows()).as(bad).isEqualTo(2);
      assertThat(parsed.refusals()).as(bad).hasSize(1);
      assertThat(parsed.refusals().get(0).line()).isEqualTo(2);
      assertThat(parsed.batch().tables().get(0).columns()).as(bad).hasSize(1);
    }
  }

  @Test
  void namesAndTagsThatUtf8CannotHoldOrNobodySeesAreRefused() throws Exception {
    for (String bad :
        List.of(
            "{'m':'t\\udc00','fields':{'a':1}}",
            "{'m':'t\\ud800x','fields':{'a':1}}",
            "{'m':'t','tags':{'k':'\\udc00'},'fields':{'a':1}}",
            "{'m':'t\\n','fields':{'a':1}}",
            "{'m':'t\\u009b','fields':{'a':1}}",
            "{'m':'t','tags':{'k\\u0000':'v'},'fields':{'a':1}}",
            "{'m':'t','fields':{'a\\u001b':1}}",
            "{'m':'\\ufefft','fields':{'a':1}}",
            "{'m':'t\\udc00','columns':{'a':[1]}}",
            "{'columns':{'a\\u0007':[1]},'m':'t'}")) {
      ParsedBody parsed = parse("[" + bad + ",{'m':'t','fields':{'a':1}}]");
      assertThat(parsed.refusals()).as(bad).hasSize(1);
      assertThat(parsed.batch().rows()).as(bad).isEqualTo(1);
    }
    assertThat(rows("{'m':'t\\ud83c\\udfce','tags':{'k':'\\ud83c\\udfce\\n'},'fields':{'a':1}}"))
        .singleElement()
        .satisfies(row -> assertThat(row.tags()).isEqualTo(Map.of("k", "\ud83c\udfce\n")));
  }

  @Test
  void whatIsPastALimitOfTheParserIsRefusedByNameAndItsNeighboursAreKept() throws Exception {
    String deep = "[".repeat(20_000) + "{'x':']}'}" + "]".repeat(20_000);
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("{'m':'t','fields':{'b':[[[[[[[1]]]]]]]}}", "max-depth");
    bad.put("{'m':'t','fields':{'b':1,'c':" + deep + "}}", "max-depth");
    bad.put("{'m':'t','x':" + deep + ",'fields':{'b':1}}", "max-depth");
    bad.put("{'m':'t','fields':{'b':" + "1".repeat(1001) + "}}", "max-number-chars");
    bad.put("{'m':'t','fields':{'b':1." + "1".repeat(1001) + "}}", "max-number-chars");
    bad.put("{'m':'t','time':" + "1".repeat(1001) + ",'fields':{'b':1}}", "max-number-chars");
    bad.put("{'m':'t','fields':{'b':1,'" + "n".repeat(60_000) + "':1}}", "max-name-bytes");
    bad.put("{'m':'t','" + "n".repeat(60_000) + "':1}", "max-name-bytes");
    bad.put("{'m':'" + "n".repeat(300) + "','fields':{'b':1}}", "max-name-bytes");
    bad.put("{'m':'t','fields':{'b':'" + "s\\\\\\'".repeat(7_000_000) + "'}}", "max-string-bytes");
    bad.put("{'m':'t','tags':{'k':'" + "s".repeat(70_000) + "'},'fields':{'b':1}}", "max-string");
    bad.put("{'m':'t','columns':{'b':[1,2," + "1".repeat(1001) + "]}}", "max-number-chars");
    bad.put("{'columns':{'b':['" + "s".repeat(70_000) + "']},'m':'t'}", "max-string-bytes");
    String good = "{'m':'t','fields':{'a':1}}";
    for (Map.Entry<String, String> entry : bad.entrySet()) {
      String shown = entry.getKey().substring(0, Math.min(60, entry.getKey().length()));
      String three = "[" + good + ",\n" + entry.getKey() + " ,\n" + good + "]";
      for (String body : List.of(three, "{'batch':" + three + "}")) {
        ParsedBody parsed = parse(body);
        assertThat(parsed.batch().rows()).as(shown).isEqualTo(2);
        assertThat(parsed.refusals()).as(shown).hasSize(1);
        assertThat(parsed.refusals().get(0).line()).isEqualTo(2);
        assertThat(parsed.refusals().get(0).reason()).as(shown).contains(entry.getValue());
        assertThat(parsed.batch().tables().get(0).columns()).as(shown).hasSize(1);
      }
      assertThat(parse("[" + good + "," + entry.getKey() + "]").batch().rows()).isEqualTo(1);
      assertThat(parse("{'batch':[" + entry.getKey() + "\n]}").refusedRows()).isEqualTo(1);
      assertThat(parse(entry.getKey() + "\n").refusedRows()).isEqualTo(1);
      for (String end : List.of("", ",", ",]", "] x", "}", "{")) {
        assertThatThrownBy(() -> parse("[" + good + "," + entry.getKey() + end))
            .as(shown + end)
            .isInstanceOf(MalformedBodyException.class);
      }
      assertThatThrownBy(() -> parse(entry.getKey() + " x")).hasMessageContaining("JSON");
    }
    assertThatThrownBy(() -> parse("[" + good + ",\n{'m':'t','y':" + deep + "},\n {'m':5}]"))
        .hasMessageContaining("line 3, column 7: the table's name is not a string");
  }

  @Test
  void aNumberAndANameAtTheirLimitsAreTaken() throws Exception {
    String digits = "0." + "1".repeat(998);
    String name = "n".repeat(255);
    assertThat(rows("{'m':'" + name + "','fields':{'" + name + "':" + digits + "}}")).hasSize(1);
  }

  @Test
  void aRowWithMoreFieldsThanATableMayHaveIsRefused() throws Exception {
    StringBuilder fields = new StringBuilder("'f0':1");
    for (int i = 1; i < 1024; i++) {
      fields.append(",'f").append(i).append("':1");
    }
    assertThat(rows("{'m':'t','fields':{" + fields + "}}")).hasSize(1);
    assertThat(parse("{'m':'t','fields':{" + fields + ",'g':1}}").refusals().get(0).reason())
        .contains("more than 1024 fields (limit max-columns-per-table)");
  }

  @Test
  void aByteOrderMarkIsSkippedAtTheBeginning() throws Exception {
    assertThat(rows("\uFEFF{'m':'t','fields':{'a':1}}")).hasSize(1);
    assertThat(rows("\uFEFF[{'columns':{'a':[1]},'m':'t'}]")).hasSize(1);
  }

  @Test
  void whatIsNoneOfTheFormsIsRefusedAsAWhole() {
    for (String bad :
        List.of(
            "",
            "5",
            "[5]",
            "{",
            "{'m':'t','m':'u','fields':{'a':1}}",
            "{'m':'t','fields':{'a':1,'a':2}}",
            "{'fields':{'a':1}}",
            "{'m':'t','columns':{'a':[1],'b':[1,2]}}",
            "{'m':'t','columns':{'a':1}}",
            "{'m':'t','fields':{'a':1}} x",
            "[[[[[[[[[[]]]]]]]]]]",
            "{'m':'t','fields':{'a':NaN}}")) {
      assertThatThrownBy(() -> parse(bad)).as(bad).isInstanceOf(MalformedBodyException.class);
    }
  }

  @Test
  void truncationsAndMutationsEndInAnAnswer() throws Exception {
    long seed = Long.getLong("pitwall.seed", System.nanoTime());
    System.out.println("JsonRowsAndColumnsParserTest seed " + seed);
    Random random = new Random(seed);
    byte[] body =
        ("[{'m':'t','columns':{'time':[1,2],'a':[1.5,2],'s':['x','\u00e9']}},"
                + "{'fields':{'x':1},'m':'r','time':1,'tags':{'k':'v'}}]")
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThatThrownBy(() -> IngestFixtures.parse(parser, cut, IngestFixtures.context()))
          .isInstanceOf(MalformedBodyException.class);
    }
    byte[] spice = "{}[]\",:0e-.tn\\ mx".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 30_000; i++) {
      byte[] changed = body.clone();
      for (int k = random.nextInt(3); k >= 0; k--) {
        int at = random.nextInt(changed.length);
        changed[at] =
            random.nextInt(4) == 0 ? (byte) random.nextInt() : spice[random.nextInt(spice.length)];
      }
      try {
        IngestFixtures.rows(
            IngestFixtures.parse(parser, changed, IngestFixtures.context()).batch());
      } catch (MalformedBodyException e) {
        assertThat(e.getMessage()).contains("JSON");
      }
    }
  }
}
