package io.pitwall.server.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.pitwall.query.result.QueryException;
import io.pitwall.server.network.ClientGoneException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultEncoderTest {
  /** Sends every row's worth of bytes at once, until the client goes. */
  private static final class MemorySink implements ResultSink {
    private final StringBuilder sent = new StringBuilder();
    private final int maxPieces;
    private ByteBuf piece = Unpooled.buffer();
    private int pieces;

    MemorySink(int maxPieces) {
      this.maxPieces = maxPieces;
    }

    @Override
    public ByteBuf buffer() {
      return piece;
    }

    @Override
    public void roomForMore() throws ClientGoneException {
      if (pieces == maxPieces) {
        throw new ClientGoneException();
      }
      pieces++;
      sent.append(piece.toString(StandardCharsets.UTF_8));
      piece = Unpooled.buffer();
    }

    String text() {
      return sent + piece.toString(StandardCharsets.UTF_8);
    }
  }

  private static String encoded(ResultEncoder encoder) throws QueryException, ClientGoneException {
    MemorySink sink = new MemorySink(Integer.MAX_VALUE);
    assertThat(ResultEncoder.encode(new LapsResult(), encoder, sink)).isEqualTo(4);
    return sink.text();
  }

  @Test
  void jsonHasAnArrayPerRowAndTheCountAndTimeLast() throws Exception {
    assertThat(encoded(new JsonResultEncoder(() -> 1_234_567)))
        .isEqualTo(
            "{\"success\":true,\"columns\":[\"lap\",\"driver\"],\"data\":"
                + "[[0,\"Ann \\\"A\\\"\"],[1,null],[0,\"Ann \\\"A\\\"\"],[1,null]],"
                + "\"row_count\":4,\"execution_time_ms\":1.235}\n");
  }

  @Test
  void anEncoderCanReadWholeColumnsWithTheirDictionary() throws Exception {
    String page = "[0, 1]\n[0, 1] of Ann \"A\" Bo\n";
    assertThat(encoded(new LinesEncoder())).isEqualTo("[lap, driver]\n" + page + page + "4 rows\n");
  }

  @Test
  void encodingEndsWhenTheClientIsGone() {
    MemorySink sink = new MemorySink(1);
    assertThatThrownBy(() -> ResultEncoder.encode(new LapsResult(), new LinesEncoder(), sink))
        .isInstanceOf(ClientGoneException.class);
    assertThat(sink.text()).startsWith("[lap, driver]\n[0, 1]\n").doesNotContain("rows");
  }
}
