package io.pitwall.server.postgres.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryException.Kind;
import io.pitwall.server.network.ClientGoneException;
import io.pitwall.storage.runtime.Clock;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a worker thread writes to a client: collects it into pieces, and lets it run ahead of the
 * client's reading only as far as the channel's high water mark allows. One worker at a time owns
 * it; {@link #changed} may come from any thread.
 */
final class BackendOutput {
  private static final int PIECE_BYTES = 32 * 1024;

  private final Channel channel;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private @Nullable ByteBuf piece;

  BackendOutput(Channel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /** Returns the buffer for the next message. */
  ByteBuf buffer() {
    if (piece == null) {
      piece = channel.alloc().buffer();
    }
    return piece;
  }

  /**
   * Sends what was collected if it fills a piece, then waits while too much is unread.
   *
   * @throws QueryException if the query is cancelled or its time is over
   * @throws ClientGoneException if the client is gone
   */
  void roomForMore(QueryCancellation cancellation, long deadlineNanos)
      throws QueryException, ClientGoneException {
    if (piece != null && piece.readableBytes() >= PIECE_BYTES) {
      flush();
      awaitWritable(cancellation, deadlineNanos);
    }
  }

  /** Sends what was collected, without waiting. */
  void flush() {
    if (piece != null) {
      channel.writeAndFlush(piece, channel.voidPromise());
      piece = null;
    }
  }

  /** Drops what was collected. */
  void discard() {
    if (piece != null) {
      piece.release();
      piece = null;
    }
  }

  /**
   * Wakes a worker that waits: the channel is writable again or closed, or the query was cancelled.
   */
  void changed() {
    lock.lock();
    try {
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitWritable(QueryCancellation cancellation, long deadlineNanos)
      throws QueryException, ClientGoneException {
    lock.lock();
    try {
      long leftNanos = deadlineNanos - clock.monotonicNanos();
      while (!channel.isWritable()) {
        if (!channel.isActive()) {
          throw new ClientGoneException();
        }
        if (cancellation.isRequested()) {
          throw new QueryException(Kind.CANCELLED, "the statement was cancelled by its client");
        }
        if (leftNanos <= 0) {
          throw new QueryException(
              Kind.TIMEOUT, "the statement's time was over before its answer was read");
        }
        leftNanos = change.awaitNanos(leftNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientGoneException();
    } finally {
      lock.unlock();
    }
    if (!channel.isActive()) {
      throw new ClientGoneException();
    }
  }
}
