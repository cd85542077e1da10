package io.pitwall.server.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.pitwall.server.ingest.json.JsonRowsAndColumnsParser;
import io.pitwall.server.ingest.lineprotocol.LineProtocolParser;
import io.pitwall.server.ingest.messagepack.MessagePackParser;
import io.pitwall.storage.batch.WriteLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Of the rows that a body has refused, only those that the answer lists cost a text. */
class RefusalCostTest {
  private static final int ROWS = 2_000;

  /** A name that the reason repeats, so that a reason takes more than all else of a row. */
  private static final String NAME = "n".repeat(240);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void reasonsAreMadeForReportedRowsOnlyInEveryFormat() throws Exception {
    String object = "{\"m\":\"t\",\"fields\":{\"" + NAME + "\":[1]}}";
    String json = "[" + (object + ",").repeat(ROWS - 1) + object + "]";
    check(LineProtocolParser::new, ("t " + NAME + "=x\n").repeat(ROWS).getBytes(UTF_8));
    check(JsonRowsAndColumnsParser::new, json.getBytes(UTF_8));
    check(MessagePackParser::new, messagePack());
  }

  private static void check(Supplier<BodyParser> parser, byte[] body)
      throws MalformedBodyException {
    long few = allocatedBytes(parser.get(), body, 1);
    long all = allocatedBytes(parser.get(), body, ROWS);
    assertThat((all - few) / ROWS).as("bytes per reason").isGreaterThan(NAME.length());
  }

  private static long allocatedBytes(BodyParser parser, byte[] body, int maxReported)
      throws MalformedBodyException {
    IngestLimits d = IngestLimits.DEFAULT;
    IngestLimits limits =
        new IngestLimits(
            d.maxLineBytes(), maxReported, d.maxDepth(), d.maxMemoSeries(), d.maxMemoBytes());
    IngestContext context = IngestFixtures.context(WriteLimits.DEFAULT, limits);
    IngestFixtures.parse(parser, body, context);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    ParsedBody parsed = IngestFixtures.parse(parser, body, context);
    long after = THREADS.getCurrentThreadAllocatedBytes();
    assertThat(parsed.refusedRows()).isEqualTo(ROWS);
    assertThat(parsed.refusals()).hasSize(maxReported);
    return after - before;
  }

  /** An array of {@code {"m": "t", "fields": {NAME: [1]}}}. */
  private static byte[] messagePack() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(new byte[] {(byte) 0xDC, (byte) (ROWS >> 8), (byte) ROWS});
    for (int i = 0; i < ROWS; i++) {
      body.write(new byte[] {(byte) 0x82, (byte) 0xA1, 'm', (byte) 0xA1, 't', (byte) 0xA6});
      body.write("fields".getBytes(UTF_8));
      body.write(new byte[] {(byte) 0x81, (byte) 0xD9, (byte) NAME.length()});
      body.write(NAME.getBytes(UTF_8));
      body.write(new byte[] {(byte) 0x91, 1});
    }
    return body.toByteArray();
  }
}
