package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends one answer in chunks from a query thread, at the pace of the client: so many pieces may be
 * on their way, then the thread waits. The exchange must be the first of its connection.
 */
final class AnswerStream {
  /** The client is gone or does not read. */
  static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenException() {
      super("the client is gone or does not read", null, false, false);
    }
  }

  private static final int MAX_PIECES_UNDER_WAY = 8;
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Exchange exchange;
  private final Channel channel;
  private final long writeTimeoutMillis;
  private final Semaphore room = new Semaphore(MAX_PIECES_UNDER_WAY);
  private volatile boolean broken;
  private boolean begun;

  AnswerStream(Exchange exchange, long writeTimeoutMillis) {
    this.exchange = exchange;
    this.channel = exchange.connection().channel();
    this.writeTimeoutMillis = writeTimeoutMillis;
  }

  /** Whether the client has seen a 200. */
  boolean hasBegun() {
    return begun;
  }

  /** Ends the waiting for a client that is gone. Any thread. */
  void cancel() {
    broken = true;
    room.release(MAX_PIECES_UNDER_WAY);
  }

  /** Sends bytes of the body, at least one; waits while too many are under way. */
  void piece(byte[] bytes) throws BrokenException {
    byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuf chunk = Unpooled.wrappedBuffer(size, bytes, LINE_END);
    if (!begun) {
      begun = true;
      chunk = Unpooled.wrappedBuffer(Answer.chunkedHead(200, Answer.JSON, exchange.closes), chunk);
    }
    send(chunk);
  }

  /** Ends the body, and the answer. */
  void end() throws BrokenException {
    send(Unpooled.wrappedBuffer(LAST_CHUNK));
    channel.eventLoop().execute(() -> exchange.connection().streamEnded(exchange));
  }

  /** Cuts the connection, so that the client sees that the answer is not whole. */
  void abort() {
    broken = true;
    channel.close();
  }

  private void send(ByteBuf bytes) throws BrokenException {
    boolean hasRoom = false;
    try {
      hasRoom = room.tryAcquire(writeTimeoutMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!hasRoom || broken) {
      bytes.release();
      abort();
      throw new BrokenException();
    }
    channel
        .writeAndFlush(bytes)
        .addListener(sent -> {
          if (!sent.isSuccess()) {
            broken = true;
          }
          room.release();
        });
  }
}
