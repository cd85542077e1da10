package io.pitwall.server.ingest.lineprotocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.server.ingest.IngestContext;
import io.pitwall.server.ingest.IngestFixtures;
import io.pitwall.server.ingest.IngestFixtures.Row;
import io.pitwall.server.ingest.IngestLimits;
import io.pitwall.server.ingest.ParsedBody;
import io.pitwall.server.ingest.RefusedRows;
import io.pitwall.server.ingest.TimePrecision;
import io.pitwall.storage.batch.BatchTooLargeException;
import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.column.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LineProtocolParserTest {
  private final LineProtocolParser parser = new LineProtocolParser();

  private ParsedBody parse(String text) throws Exception {
    return IngestFixtures.parse(parser, text);
  }

  private ParsedBody parse(String text, IngestContext context) throws Exception {
    return IngestFixtures.parse(parser, text.getBytes(StandardCharsets.UTF_8), context);
  }

  private Object onlyValue(String literal) throws Exception {
    ParsedBody parsed = parse("m f=" + literal + " 1");
    assertThat(parsed.refusals()).isEmpty();
    return Objects.requireNonNull(IngestFixtures.rows(parsed.batch()).get(0).fields().get("f"));
  }

  private String onlyReason(String text) throws Exception {
    ParsedBody parsed = parse(text);
    assertThat(parsed.batch().rows()).isZero();
    assertThat(parsed.refusals()).hasSize(1);
    return parsed.refusals().get(0).reason();
  }

  @Test
  void aLineBecomesARow() throws Exception {
    ParsedBody parsed =
        parse("m,car=1,driver=A\\ B speed=199.5,lap=3i,pit=f,note=\"x \\\"y\\\"\" 17\n");
    assertThat(IngestFixtures.rows(parsed.batch()))
        .containsExactly(
            new Row(
                "m",
                17,
                Map.of("car", "1", "driver", "A B"),
                Map.of("speed", 199.5, "lap", 3L, "pit", false, "note", "x \"y\"")));
  }

  @Test
  void aBadLineIsToldAndTheOthersAreKept() throws Exception {
    ParsedBody parsed = parse("m f=1 1\nm f=x 2\r\n\n# remark\nm f=3 3\nm g=1,f=\"s\" 4\nm f=5 5");
    assertThat(parsed.batch().rows()).isEqualTo(3);
    assertThat(parsed.refusedRows()).isEqualTo(2);
    assertThat(parsed.refusals().get(0).line()).isEqualTo(2);
    assertThat(parsed.refusals().get(0).column()).isEqualTo(5);
    assertThat(parsed.refusals().get(1).line()).isEqualTo(6);
    assertThat(parsed.refusals().get(1).column()).isEqualTo(9);
    assertThat(parsed.batch().tables().get(0).lines()).startsWith(1, 5, 7);
    assertThat(parsed.batch().tables().get(0).find("g")).isNull();
  }

  @Test
  void aBadLineLeavesNoColumnNoWideningAndNoValueBehind() throws Exception {
    ParsedBody parsed = parse("m a=1i,b=1i 1\nm a=2.5,c=1,b=\"x\" 2\nm a=3i,c=t 3\nm a=4i,b=5i 4");
    assertThat(parsed.refusedRows()).isEqualTo(1);
    assertThat(parsed.batch().tables().get(0).columns().get(0).type()).isEqualTo(ColumnType.LONG);
    assertThat(IngestFixtures.rows(parsed.batch()))
        .containsExactly(
            new Row("m", 1, Map.of(), Map.of("a", 1L, "b", 1L)),
            new Row("m", 3, Map.of(), Map.of("a", 3L, "c", true)),
            new Row("m", 4, Map.of(), Map.of("a", 4L, "b", 5L)));
  }

  @Test
  void aLongColumnWidensWhenAFractionComes() throws Exception {
    ParsedBody parsed = parse("m a=1i 1\nm a=2.5 2\nm a=3i 3");
    assertThat(parsed.refusedRows()).isZero();
    assertThat(parsed.batch().tables().get(0).columns().get(0).type()).isEqualTo(ColumnType.DOUBLE);
    assertThat(parsed.batch().tables().get(0).columns().get(0).doubles()).startsWith(1.0, 2.5, 3.0);
  }

  @Test
  void inAStringOnlyAQuoteAndABackslashAreEscaped() throws Exception {
    assertThat(onlyValue("\"C:\\new\\temp\\readme\"")).isEqualTo("C:\\new\\temp\\readme");
    assertThat(onlyValue("\"\\\"\\\\\\r\\,\\=\\ \"")).isEqualTo("\"\\\\r\\,\\=\\ ");
    assertThat(onlyValue("\"a\\\nb\"")).isEqualTo("a\\\nb");
  }

  @Test
  void aByteOrderMarkIsSkippedAtTheBeginningAndRefusedInsideANameOfALaterLine() throws Exception {
    ParsedBody parsed = parse("\uFEFFm f=1 1\nm f=x 2\n");
    assertThat(IngestFixtures.rows(parsed.batch()))
        .containsExactly(new Row("m", 1, Map.of(), Map.of("f", 1.0)));
    assertThat(parsed.refusals().get(0).column()).isEqualTo(5);
    assertThat(parse("\uFEFF# a comment\n").refusedRows()).isZero();
    assertThat(parse("\uFEFF").refusedRows()).isZero();
    assertThat(onlyReason("\n\uFEFFm f=1 1")).contains("byte order mark");
    assertThat(onlyReason("m,\uFEFFt=x f=1 1")).contains("byte order mark");
    assertThat(onlyReason("m \uFEFFf=1 1")).contains("byte order mark", "<U+FEFF>f");
  }

  @Test
  void controlCharactersOfEveryKindAreRefusedInNames() throws Exception {
    for (String control : List.of("\u0001", "\u001b", "\u007f", "\u0080", "\u0085", "\u009b")) {
      assertThat(parse("m" + control + " f=1 1").refusedRows()).isEqualTo(1);
      assertThat(parse("m,t" + control + "=1 f=1 1").refusedRows()).isEqualTo(1);
      assertThat(parse("m f" + control + "=1 1").refusedRows()).isEqualTo(1);
    }
    assertThat(parse("m,t=\u0085 f=\"\u001b\u0085\" 1").refusedRows()).isZero();
  }

  @Test
  void stringsAndNamesPastTheirLimitsAreRefusedWithoutBeingKept() throws Exception {
    String most = "x".repeat(65_534) + "\\\\\\\"";
    assertThat(onlyValue('"' + most + '"')).isEqualTo("x".repeat(65_534) + "\\\"");
    assertThat(onlyReason("m f=\"x" + most + "\" 1"))
        .contains("65537 bytes, more than 65536 (limit max-string-bytes)");
    assertThat(onlyReason("m " + "n".repeat(300_000) + "=1 1"))
        .contains("300000 bytes, more than 255 (limit max-name-bytes)");
    assertThat(onlyReason("m " + "n".repeat(1 << 20))).contains("expected = and a value");
    assertThat(parse("m " + "n\\,".repeat(127) + "n=1 1").refusedRows()).isZero();
    assertThat(parser.scratchBytes()).isLessThan(256 << 10);
  }

  @Test
  void aReasonIsMadeOnlyIfTheAnswerListsIt() {
    RefusedRows refusals = new RefusedRows(1);
    AtomicInteger made = new AtomicInteger();
    for (int line = 1; line <= 3; line++) {
      refusals.add(1, line, 1, () -> "reason " + made.incrementAndGet());
    }
    assertThat(refusals.rows()).isEqualTo(3);
    assertThat(refusals.reported()).hasSize(1);
    assertThat(made).hasValue(1);
  }

  @Test
  void aNumberOfManyDigitsIsReadOrRefusedAndItsNeighboursAreKept() throws Exception {
    String digits = "9".repeat(100_000);
    assertThat(onlyValue("0." + digits)).isEqualTo(1.0);
    assertThat(parse("m f=1 1\nm f=" + digits + " 2\nm f=" + digits + "i 3\nm f=4 4").refusedRows())
        .isEqualTo(2);
  }

  @Test
  void numbersAreExactToTheLimits() throws Exception {
    assertThat(onlyValue("9223372036854775807i")).isEqualTo(Long.MAX_VALUE);
    assertThat(onlyValue("-9223372036854775808i")).isEqualTo(Long.MIN_VALUE);
    assertThat(onlyValue("9223372036854775807u")).isEqualTo(Long.MAX_VALUE);
    assertThat(onlyValue("-0.0")).isEqualTo(-0.0);
    for (String text :
        List.of(
            "0",
            "7",
            "-7",
            "1234567",
            "12345678",
            "123456789.25",
            "0.1",
            ".5",
            "5.",
            "-12.50",
            "1e300",
            "4.9e-324",
            "1.7976931348623157e308",
            "0.000000000000000000000000000001",
            "9007199254740993",
            "9007199254740992.5",
            "123456789012345678901234567890",
            "1e-400",
            "179.99",
            "-0.999999",
            "99999.9",
            "0.1234567",
            "3.141592653589793")) {
      assertThat(onlyValue(text)).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  @Test
  void whatIsNoNumberIsRefused() throws Exception {
    for (String text :
        List.of(
            "9223372036854775808i",
            "-9223372036854775809i",
            "9223372036854775808u",
            "-1u",
            "NaN",
            "Inf",
            "+1",
            "1e",
            "1e+",
            ".",
            "-",
            "--1",
            "1.2.3",
            "1i2",
            "i",
            "1e999",
            "0x1",
            "tRUE",
            "1_0",
            "")) {
      assertThat(onlyReason("m f=" + text + " 1")).as(text).contains("field f");
    }
  }

  @Test
  void aStringMaySpanLinesAndNeverBecomesARow() throws Exception {
    ParsedBody parsed = parse("m s=\"a\nm f=1\n\" 1\nm f=2 2\nm f=x,s=\"\nm f=3 3\n\"\nm f=4 4");
    assertThat(IngestFixtures.rows(parsed.batch()))
        .containsExactly(
            new Row("m", 1, Map.of(), Map.of("s", "a\nm f=1\n")),
            new Row("m", 2, Map.of(), Map.of("f", 2.0)),
            new Row("m", 4, Map.of(), Map.of("f", 4.0)));
    assertThat(parsed.refusals()).hasSize(1);
    assertThat(parsed.refusals().get(0).line()).isEqualTo(5);
    assertThat(parsed.batch().tables().get(0).lines()).startsWith(1, 4, 8);
  }

  @Test
  void anUnclosedStringTakesTheRestWithIt() throws Exception {
    ParsedBody parsed = parse("m f=1 1\nm s=\"abc 2\nm f=3 3\n");
    assertThat(parsed.batch().rows()).isEqualTo(1);
    assertThat(parsed.refusals().get(0).reason()).contains("no closing quote");
  }

  @Test
  void namesThatCollideAreRefused() throws Exception {
    assertThat(onlyReason("m,a=1 a=2 1")).contains("name of a tag");
    assertThat(onlyReason("m,a=1,a=2 f=2 1")).contains("occurs twice");
    assertThat(onlyReason("m,time=1 f=2 1")).contains("time");
    assertThat(onlyReason("m time=2 1")).contains("time");
    // Seen before without the tag, the field's name is known; it is still refused beside it.
    ParsedBody parsed = parse("m,b=1 a=2 1\nm,a=1 a=2 1\nm,b=1 a=2 1");
    assertThat(parsed.batch().rows()).isEqualTo(2);
  }

  @Test
  void theLastOfTwoFieldsCounts() throws Exception {
    ParsedBody parsed = parse("m f=1,g=2,f=3 1\nm f=1,f=7,g=1 2");
    assertThat(IngestFixtures.rows(parsed.batch()))
        .containsExactly(
            new Row("m", 1, Map.of(), Map.of("f", 3.0, "g", 2.0)),
            new Row("m", 2, Map.of(), Map.of("f", 7.0, "g", 1.0)));
  }

  @Test
  void timesAreScaledAndChecked() throws Exception {
    ParsedBody parsed =
        parse(
            "m f=1 1\nm f=1\nm f=1 9223372036854775\nm f=1 -3 \n",
            IngestFixtures.context(TimePrecision.MILLISECONDS, 42));
    assertThat(parsed.batch().tables().get(0).times()).startsWith(1_000_000, 42, -3_000_000);
    assertThat(parsed.refusals()).hasSize(1);
    assertThat(parsed.refusals().get(0).line()).isEqualTo(3);
    ParsedBody limits =
        parse("m f=1 9223372036854775807\nm f=1 -9223372036854775808\nm f=1 9223372036854775808");
    assertThat(limits.batch().tables().get(0).times()).startsWith(Long.MAX_VALUE, Long.MIN_VALUE);
    assertThat(limits.refusedRows()).isEqualTo(1);
  }

  @Test
  void eachLimitHoldsAtItsEdge() throws Exception {
    WriteLimits write =
        WriteLimits.DEFAULT
            .withMaxColumnsPerTable(2)
            .withNamesAndStrings(7, 6)
            .withMaxTablesPerBatch(2)
            .withSeries(2, 3);
    IngestLimits ingest = new IngestLimits(40, 100, 8, 100, 10_000);
    IngestContext context = IngestFixtures.context(write, ingest);
    assertThat(parse("abcdefg f=1 1\nabcdefgh f=1 1", context).refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("max-name-bytes"));
    assertThat(parse("m abcdefg=1 1\nm abcdefgh=1 1", context).refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("max-name-bytes"));
    assertThat(parse("m s=\"123456\" 1\nm s=\"1234567\" 1", context).refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("max-string-bytes"));
    assertThat(parse("m,t=123456 f=1 1\nm,t=1234567 f=1 1", context).refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("max-string-bytes"));
    assertThat(parse("m a=1,b=1 1\nm c=1 1\nm a=1 1", context).refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("max-columns-per-table"));
    assertThat(parse("a f=1 1\nb f=1 1\nc f=1 1\na f=1 1", context).refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("max-tables-per-batch"));
    assertThat(parse("m,a=1,b=1 f=1 1\nm,a=1,b=1,c=1 f=1 1", context).refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("max-tags-per-series"));
    assertThat(parse("m,a=1 f=1 1\nm,a=2 f=1\nn f=1\nm,a=3 f=1 1\nm,a=2 f=1", context).refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("max-series-per-batch"));
    String pad = " ".repeat(40 - "m f=1".length());
    assertThat(parse("m f=1" + pad + "\nm f=1 " + pad, context).refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.reason()).contains("max-line-bytes"));
  }

  @Test
  void aFewSparseRowsCannotFillTheMemory() throws Exception {
    WriteLimits write = WriteLimits.DEFAULT.withMaxBatchBytes(1 << 20);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("m c").append(i % 1000).append("=1 1\n");
    }
    IngestContext context = IngestFixtures.context(write, IngestLimits.DEFAULT);
    assertThatThrownBy(() -> parse(text.toString(), context))
        .isInstanceOf(BatchTooLargeException.class)
        .hasMessageContaining("max-batch-bytes");
    assertThat(parse("m c=1 1", context).batch().rows()).as("the next request").isEqualTo(1);
  }

  @Test
  void onlyTheFirstRefusalsAreTold() throws Exception {
    ParsedBody parsed = parse("x\n".repeat(1000));
    assertThat(parsed.refusedRows()).isEqualTo(1000);
    assertThat(parsed.refusals()).hasSize(100);
    assertThat(parsed.refusals().get(99).line()).isEqualTo(100);
  }

  @Test
  void theMemoIsBoundedAndForgettingChangesNothing() throws Exception {
    IngestContext small =
        IngestFixtures.context(WriteLimits.DEFAULT, new IngestLimits(1000, 100, 8, 3, 10_000));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append("m,t=").append(i % 10).append(" f=").append(i).append(" 1\n");
    }
    List<Row> expected = IngestFixtures.rows(parse(text.toString()).batch());
    assertThat(IngestFixtures.rows(parse(text.toString(), small).batch())).isEqualTo(expected);
    assertThat(parser.rememberedSeries()).isLessThanOrEqualTo(10);
    LineProtocolParser fresh = new LineProtocolParser();
    IngestFixtures.parse(fresh, text.toString().getBytes(StandardCharsets.UTF_8), small);
    assertThat(fresh.rememberedSeries()).isLessThanOrEqualTo(3);
  }

  @Test
  void releasedMemoryIsUsedAgainWithoutATrace() throws Exception {
    String first = "m a=1i,b=\"x\",c=t 1\nm a=2i 2\n".repeat(500);
    String second = "m b=\"y\" 3\nm a=0.5 4\n".repeat(700);
    List<Row> expected =
        IngestFixtures.rows(IngestFixtures.parse(new LineProtocolParser(), second).batch());
    for (int i = 0; i < 3; i++) {
      parse(first).batch().release();
      ParsedBody parsed = parse(second);
      assertThat(IngestFixtures.rows(parsed.batch())).isEqualTo(expected);
      parsed.batch().release();
    }
  }
}
