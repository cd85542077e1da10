package io.pitwall.client.send;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * One keep-alive connection. Requests are written whole with {@link #send} and their answers read
 * in the same order with {@link #receive}; up to the pipelining depth may be under way.
 *
 * <p>Owned by one thread and blocking, since a closed loop has nothing else to do while it waits;
 * only {@link #close} may be called from any thread, and makes a blocked call end with an
 * exception. That is how a watcher enforces a time limit.
 */
public final class HttpConnection implements AutoCloseable {
  private final SocketChannel channel;
  private final ResponseReader reader;
  private final long[] sentNanos;
  private int oldest;
  private int inFlight;

  private HttpConnection(SocketChannel channel, int pipeliningDepth) {
    this.channel = channel;
    this.reader = new ResponseReader(channel);
    this.sentNanos = new long[pipeliningDepth];
  }

  /**
   * Connects.
   *
   * @param pipeliningDepth requests that may be under way at once, at least 1
   * @throws IOException if the server can't be reached within the time
   */
  public static HttpConnection connect(
      InetSocketAddress address, int pipeliningDepth, int connectTimeoutMillis) throws IOException {
    if (pipeliningDepth < 1) {
      throw new IllegalArgumentException(
          "the pipelining depth is at least 1, not " + pipeliningDepth);
    }
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.socket().connect(address, connectTimeoutMillis);
      return new HttpConnection(channel, pipeliningDepth);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Requests sent whose answers have not been received. */
  public int inFlight() {
    return inFlight;
  }

  /**
   * Writes one whole request. Afterwards the buffers may be changed.
   *
   * @param parts request header and body in order, each ready to be read; all are read to their
   *     limits
   * @return {@link System#nanoTime} just before the first byte was offered
   * @throws IllegalStateException if as many requests are under way as the depth allows
   * @throws IOException if the connection failed: all requests under way have an unknown outcome
   */
  public long send(ByteBuffer[] parts) throws IOException {
    if (inFlight == sentNanos.length) {
      throw new IllegalStateException(inFlight + " requests are under way, the most allowed");
    }
    long now = System.nanoTime();
    sentNanos[(oldest + inFlight) % sentNanos.length] = now;
    inFlight++;
    ByteBuffer last = parts[parts.length - 1];
    do {
      channel.write(parts);
    } while (last.hasRemaining());
    return now;
  }

  /**
   * Blocks for the answer to the oldest request under way.
   *
   * @throws IllegalStateException if none is under way
   * @throws IOException if the connection failed: all requests under way have an unknown outcome
   */
  public void receive(HttpResponse response) throws IOException {
    if (inFlight == 0) {
      throw new IllegalStateException("no request is under way");
    }
    reader.read(response);
    response.latencyNanos(System.nanoTime() - sentNanos[oldest]);
    oldest = (oldest + 1) % sentNanos.length;
    inFlight--;
  }

  /** Sends one request and waits for its answer; for use without pipelining. */
  public void exchange(ByteBuffer[] parts, HttpResponse response) throws IOException {
    send(parts);
    receive(response);
  }

  /** Closes the socket; safe from any thread, and more than once. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
