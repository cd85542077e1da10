package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.pitwall.server.network.ClientGoneException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends one answer in pieces: as chunks, or up to the end of the connection for a client of
 * HTTP/1.0, which does not know chunks. It is full while a number of pieces is not yet written to
 * the client's socket; the sending thread then waits before it makes more. Owned by the sending
 * thread, which must not be an event loop, except for {@link #cancel}.
 */
public final class AnswerStream {
  private static final int MAX_UNWRITTEN_PIECES = 8;
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerConnection connection;
  private final Exchange exchange;
  private final Channel channel;
  private final int status;
  private final String contentType;
  private final boolean isChunked;
  private final Semaphore free = new Semaphore(MAX_UNWRITTEN_PIECES);
  private volatile boolean broken;
  private boolean begun;

  AnswerStream(ServerConnection connection, Exchange exchange, int status, String contentType) {
    this.connection = connection;
    this.exchange = exchange;
    this.channel = connection.channel();
    this.isChunked = exchange.header().isNewest();
    this.status = status;
    this.contentType = contentType;
  }

  /** Whether something was sent, so that the status can't be changed any more. */
  public boolean hasBegun() {
    return begun;
  }

  /** Ends the waiting for the client, which is gone or is to get no more. Any thread. */
  public void cancel() {
    broken = true;
    free.release(MAX_UNWRITTEN_PIECES);
  }

  /** Whether so much is unwritten that {@link #awaitRoom} has to come before the next piece. */
  public boolean isFull() {
    return broken || free.availablePermits() == 0;
  }

  /**
   * Waits while too many pieces are unwritten.
   *
   * @throws ClientGoneException if the client is gone, or has not read anything for the time of
   *     write-timeout, after which the connection is closed
   */
  public void awaitRoom() throws ClientGoneException {
    if (!awaitFree() || broken) {
      abort();
      throw new ClientGoneException();
    }
    free.release();
  }

  /** Returns an empty buffer for {@link #piece}; the caller owns it until it is sent. */
  public ByteBuf newPiece() {
    return channel.alloc().buffer();
  }

  /**
   * Sends bytes of the body, without waiting; not to be called while the stream is full.
   *
   * @param bytes at least one; released by this stream, whatever happens
   */
  public void piece(ByteBuf bytes) {
    if (!free.tryAcquire()) {
      bytes.release();
      throw new IllegalStateException("a piece of an answer does not wait for room");
    }
    if (!begun) {
      begun = true;
      connection.onEventLoop(() -> connection.streamBegan(exchange, status, contentType));
    }
    write(isChunked ? chunk(bytes) : bytes, free::release);
  }

  private static ByteBuf chunk(ByteBuf bytes) {
    String size = Integer.toHexString(bytes.readableBytes()) + "\r\n";
    return Unpooled.wrappedBuffer(
        Unpooled.wrappedBuffer(size.getBytes(StandardCharsets.US_ASCII)),
        bytes,
        Unpooled.wrappedBuffer(LINE_END));
  }

  /** Ends the body, and the answer. */
  public void end() {
    if (isChunked) {
      write(Unpooled.wrappedBuffer(LAST_CHUNK), () -> {});
    }
    connection.onEventLoop(() -> connection.streamEnded(exchange, status));
  }

  /** Closes the connection, so that the client sees that the answer is not whole. */
  public void abort() {
    broken = true;
    channel.close();
  }

  private void write(ByteBuf bytes, Runnable written) {
    channel
        .writeAndFlush(bytes)
        .addListener(sent -> {
          if (!sent.isSuccess()) {
            broken = true;
          }
          written.run();
        });
  }

  /**
   * Waits while the client reads, however slowly: the looks at the connection close it if nothing
   * leaves for the time of write-timeout.
   */
  private boolean awaitFree() {
    try {
      while (!free.tryAcquire(connection.writeTimeoutMillis(), TimeUnit.MILLISECONDS)) {
        if (!channel.isActive()) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
