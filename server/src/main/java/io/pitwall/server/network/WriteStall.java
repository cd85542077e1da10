package io.pitwall.server.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.pitwall.storage.runtime.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long none of the bytes that wait for a client have left. Bytes leave when the client has read
 * enough that the system takes more of them, so a client that reads slowly makes progress, however
 * long it takes, and one that does not read makes none. Owned by the connection's event loop; the
 * looks of the {@link ConnectionSweep} ask it.
 */
public final class WriteStall {
  private final Channel channel;
  private final Clock clock;
  private Mark last = Mark.NOTHING_WAITS;
  private long sinceNanos;

  /**
   * How far the output is. Another first message, more bytes of it sent or fewer bytes in all tell
   * that bytes have left; more bytes in all only tell that the server has written.
   *
   * @param firstMessage the identity of the message that is sent next
   * @param sentOfFirst bytes of this message that have left
   * @param waitingBytes of all messages that have not left as a whole
   */
  private record Mark(int firstMessage, long sentOfFirst, long waitingBytes) {
    static final Mark NOTHING_WAITS = new Mark(0, 0, 0);

    boolean isPast(Mark earlier) {
      return firstMessage != earlier.firstMessage
          || sentOfFirst != earlier.sentOfFirst
          || waitingBytes < earlier.waitingBytes;
    }
  }

  /** Begins with a client for which nothing waits. */
  public WriteStall(Channel channel, Clock clock) {
    this.channel = channel;
    this.clock = clock;
  }

  /** The bytes that wait for the client, besides those the system has taken. */
  public long waitingBytes() {
    ChannelOutboundBuffer waiting = waiting();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }

  /**
   * Whether bytes wait and none has left for longer than this. Notices progress only when it is
   * asked, so the time it measures is at most one interval of the looks too short.
   */
  public boolean isLongerThan(long millis) {
    Mark now = mark();
    boolean waits = now.waitingBytes > 0;
    if (!waits || last.waitingBytes == 0 || now.isPast(last)) {
      sinceNanos = clock.monotonicNanos();
    }
    last = now;
    return waits && clock.monotonicNanos() - sinceNanos > TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private Mark mark() {
    ChannelOutboundBuffer waiting = waiting();
    if (waiting == null || waiting.totalPendingWriteBytes() == 0) {
      return Mark.NOTHING_WAITS;
    }
    return new Mark(
        System.identityHashCode(waiting.current()),
        waiting.currentProgress(),
        waiting.totalPendingWriteBytes());
  }

  /** Null once the connection is closed. */
  private @Nullable ChannelOutboundBuffer waiting() {
    return channel.unsafe().outboundBuffer();
  }
}
