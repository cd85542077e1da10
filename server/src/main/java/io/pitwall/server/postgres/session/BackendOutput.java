package io.pitwall.server.postgres.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.query.result.QueryException;
import io.pitwall.server.network.ClientGoneException;
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
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private @Nullable ByteBuf piece;

  BackendOutput(Channel channel) {
    this.channel = channel;
  }

  /** Returns the buffer for the next message. */
  ByteBuf buffer() {
    if (piece == null) {
      piece = channel.alloc().buffer();
    }
    return piece;
  }

  /**
   * Sends what was collected if it fills a piece.
   *
   * @return whether so much is unread that {@link #awaitWritable} has to come before more
   */
  boolean flushPiece() {
    if (piece == null || piece.readableBytes() < PIECE_BYTES) {
      return false;
    }
    flush();
    return !channel.isWritable();
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

  /**
   * Waits until the client has read enough. A client that does not read is closed by the sweep of
   * the connections.
   *
   * @throws QueryException if the query is cancelled
   * @throws ClientGoneException if the client is gone
   */
  void awaitWritable(QueryCancellation cancellation) throws QueryException, ClientGoneException {
    lock.lock();
    try {
      while (channel.isActive() && !channel.isWritable()) {
        cancellation.check();
        change.await();
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
