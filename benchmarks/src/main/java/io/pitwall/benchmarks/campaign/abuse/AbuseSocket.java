package io.pitwall.benchmarks.campaign.abuse;

import io.pitwall.server.config.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A connection that never waits for longer than it says, whatever the server does. Owned by one
 * thread.
 */
final class AbuseSocket implements AutoCloseable {
  /** The longest a server may take to answer or to take bytes that it should take. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int CONNECT_MILLIS = 10_000;
  private static final long POLL_NANOS = 500_000;

  /** Small, so that a client that does not read is noticed soon. */
  private static final int RECEIVE_BYTES = 64 * 1024;

  private static final long SLICE_NANOS = 100_000_000;
  private static final int SLICES_PER_SECOND = 10;

  private final SocketChannel channel;
  private final long openedNanos = System.nanoTime();
  private int bytesPerSlice;

  private AbuseSocket(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Connects.
   *
   * @param source the address to come from
   */
  static AbuseSocket connect(InetAddress source, HostPort address) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
      channel.bind(new InetSocketAddress(source, 0));
      channel.socket().connect(address.resolve(), CONNECT_MILLIS);
      channel.configureBlocking(false);
      return new AbuseSocket(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** How long it has been open. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - openedNanos);
  }

  /**
   * Writes all bytes.
   *
   * @throws SocketTimeoutException if the server does not take them within {@link #PATIENCE}
   */
  void write(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (rest.hasRemaining()) {
      if (channel.write(rest) == 0) {
        pause(end, "the server took no more bytes");
      }
    }
  }

  /** Writes what the server takes at once; gives how many bytes. */
  int offer(ByteBuffer bytes) throws IOException {
    return channel.write(bytes);
  }

  /** Reads what is there at once; 0 if there is nothing, -1 at the end. */
  int poll(ByteBuffer target) throws IOException {
    return channel.read(target);
  }

  /**
   * Waits for bytes.
   *
   * @return how many, or -1 at the end
   * @throws SocketTimeoutException if none came within {@link #PATIENCE}
   */
  int read(ByteBuffer target) throws IOException {
    int limit = target.limit();
    if (bytesPerSlice > 0) {
      LockSupport.parkNanos(SLICE_NANOS);
      target.limit(Math.min(limit, target.position() + bytesPerSlice));
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    int count = channel.read(target);
    while (count == 0) {
      pause(end, "the server did not answer");
      count = channel.read(target);
    }
    target.limit(limit);
    return count;
  }

  /** From now on {@link #read} takes at most so many bytes a second. */
  void slowDown(int bytesPerSecond) {
    bytesPerSlice = Math.max(1, bytesPerSecond / SLICES_PER_SECOND);
  }

  /**
   * Reads and forgets what is there.
   *
   * @param atMost bytes after which it stops
   * @return whether the server has ended the connection
   */
  boolean isEnded(int atMost) {
    ByteBuffer target = ByteBuffer.allocate(RECEIVE_BYTES);
    try {
      for (int read = 0; read < atMost; ) {
        target.clear();
        int count = channel.read(target);
        if (count <= 0) {
          return count < 0;
        }
        read += count;
      }
      return false;
    } catch (IOException e) {
      return true; // reset by the server
    }
  }

  private static void pause(long endNanos, String complaint) throws SocketTimeoutException {
    if (System.nanoTime() > endNanos || Thread.currentThread().isInterrupted()) {
      throw new SocketTimeoutException(complaint + " within " + PATIENCE.toSeconds() + " s");
    }
    LockSupport.parkNanos(POLL_NANOS);
  }

  /** Ends the connection without the polite exchange: the server sees a reset. */
  void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
