package io.pitwall.server.postgres.session;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.QueryException;
import io.pitwall.server.network.ClientGoneException;
import io.pitwall.server.query.RunningStatement;
import io.pitwall.server.result.ResultSink;

/** Takes the result of one statement into the output of its connection. */
record StatementOutput(BackendOutput output, RunningStatement statement) implements ResultSink {
  @Override
  public ByteBuf buffer() {
    return output.buffer();
  }

  @Override
  public void roomForMore() throws QueryException, ClientGoneException {
    if (output.flushPiece()) {
      statement.awaitClient(() -> output.awaitWritable(statement.request().cancellation()));
    }
  }
}
