package io.pitwall.server.api.query;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.pitwall.query.result.QueryException;
import io.pitwall.server.http.Answer;
import io.pitwall.server.http.AnswerStream;
import io.pitwall.server.http.Exchange;
import io.pitwall.server.network.ClientGoneException;
import io.pitwall.server.query.RunningStatement;
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
  private final RunningStatement statement;
  private final String contentType;
  private @Nullable ByteBuf piece;

  /**
   * A sink for one answer.
   *
   * @param exchange whose answer it is
   * @param stream of the same exchange, with the same content type
   * @param contentType of the body
   * @param statement which is answered
   */
  AnswerSink(
      Exchange exchange, AnswerStream stream, String contentType, RunningStatement statement) {
    this.exchange = exchange;
    this.stream = stream;
    this.contentType = contentType;
    this.statement = statement;
  }

  @Override
  public ByteBuf buffer() {
    if (piece == null) {
      piece = stream.newPiece();
    }
    return piece;
  }

  @Override
  public void roomForMore() throws QueryException, ClientGoneException {
    if (piece != null && piece.readableBytes() >= PIECE_BYTES) {
      send();
    }
  }

  private void send() throws QueryException, ClientGoneException {
    if (stream.isFull()) {
      statement.awaitClient(stream::awaitRoom);
    }
    stream.piece(takePiece());
  }

  /**
   * Sends the rest, and ends the answer.
   *
   * @throws QueryException if the statement is cancelled while it waits for the client
   * @throws ClientGoneException if the client is gone or does not read
   */
  void end() throws QueryException, ClientGoneException {
    if (stream.hasBegun()) {
      send();
      stream.end();
    } else {
      ByteBuf last = takePiece();
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
