package io.pitwall.server.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.query.result.QueryException.Kind;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a worker thread writes to a client: collected into pieces, and only as much ahead of the
 * client's reading as the channel's high water mark allows. One worker at a time owns it; {@link
 * #changed} may come from any thread.
 */
final class BackendOutput {
  private static final int PIECE_BYTES = 32 * 1024;

  private final Channel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private @Nullable ByteBuf piece;

  BackendOutput(Channel channel) {
    this.channel = channel;
  }

  /** Where the next message is to be written. */
  ByteBuf buffer() {
    if (piece == null) {
      piece = channel.alloc().buffer();
    }
    return piece;
  }

  /**
   * Sends what is collected if it is a piece, and waits while too much is unread.
   *
   * @throws QueryException if the wait was cancelled or the statement's time is over
   * @throws ConnectionLostException if nobody reads any more
   */
  void roomForMore(QueryCancellation cancellation, long deadlineNanos)
      throws QueryException, ConnectionLostException {
    if (piece != null && piece.readableBytes() >= PIECE_BYTES) {
      flush();
      awaitWritable(cancellation, deadlineNanos);
    }
  }

  /** Sends what is collected, whoever reads. */
  void flush() {
    if (piece != null) {
      channel.writeAndFlush(piece, channel.voidPromise());
      piece = null;
    }
  }

  /** Forgets what is collected. */
  void discard() {
    if (piece != null) {
      piece.release();
      piece = null;
    }
  }

  /** The channel may be writable again, or closed; or the query was cancelled. */
  void changed() {
    lock.lock();
    try {
      change.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitWritable(QueryCancellation cancellation, long deadlineNanos)
      throws QueryException, ConnectionLostException {
    lock.lock();
    try {
      long leftNanos = deadlineNanos - System.nanoTime();
      while (!channel.isWritable()) {
        if (!channel.isActive()) {
          throw new ConnectionLostException();
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
      throw new ConnectionLostException();
    } finally {
      lock.unlock();
    }
    if (!channel.isActive()) {
      throw new ConnectionLostException();
    }
  }
}
