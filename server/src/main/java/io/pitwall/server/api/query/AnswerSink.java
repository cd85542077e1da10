package io.pitwall.server.api.query;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.pitwall.server.http.Answer;
import io.pitwall.server.http.AnswerStream;
import io.pitwall.server.http.Exchange;
import io.pitwall.server.network.ClientGoneException;
import io.pitwall.server.result.ResultSink;
import org.jspecify.annotations.Nullable;

/**
 * Takes a result as the body of an answer. A body that fits one piece is sent with its length, a
 * longer one in chunks. Owned by one thread.
 */
final class AnswerSink implements ResultSink {
  private static final int PIECE_BYTES = 64 << 10;

  private final Exchange exchange;
  private final AnswerStream stream;
  private final String contentType;
  private @Nullable ByteBuf piece;

  /**
   * @param stream of the same exchange, with the same content type
   */
  AnswerSink(Exchange exchange, AnswerStream stream, String contentType) {
    this.exchange = exchange;
    this.stream = stream;
    this.contentType = contentType;
  }

  @Override
  public ByteBuf buffer() {
    if (piece == null) {
      piece = stream.newPiece();
    }
    return piece;
  }

  @Override
  public void roomForMore() throws ClientGoneException {
    if (piece != null && piece.readableBytes() >= PIECE_BYTES) {
      stream.piece(takePiece());
    }
  }

  /**
   * Sends the rest, and ends the answer.
   *
   * @throws ClientGoneException if the client is gone or does not read
   */
  void end() throws ClientGoneException {
    ByteBuf last = takePiece();
    if (stream.hasBegun()) {
      stream.piece(last);
      stream.end();
    } else {
      byte[] body = ByteBufUtil.getBytes(last);
      last.release();
      exchange.answer(Answer.of(200, contentType, body));
    }
  }

  /** Drops what was not sent yet. */
  void discard() {
    if (piece != null) {
      takePiece().release();
    }
  }

  private ByteBuf takePiece() {
    ByteBuf taken = buffer();
    piece = null;
    return taken;
  }
}
