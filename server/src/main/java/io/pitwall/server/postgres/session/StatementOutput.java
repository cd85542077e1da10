package io.pitwall.server.postgres.session;

import io.netty.buffer.ByteBuf;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.server.network.ClientGoneException;
import io.pitwall.server.result.ResultSink;

/**
 * Takes the result of one statement into the output of its connection.
 *
 * @param deadlineNanos on the monotonic clock: when the statement's time is over
 */
record StatementOutput(BackendOutput output, QueryCancellation cancellation, long deadlineNanos)
    implements ResultSink {
  @Override
  public ByteBuf buffer() {
    return output.buffer();
  }

  @Override
  public void roomForMore() throws QueryException, ClientGoneException {
    output.roomForMore(cancellation, deadlineNanos);
  }
}
