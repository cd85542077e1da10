package io.pitwall.server.network;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all open connections from time to time, to find those that make no progress. Each event
 * loop has one timer for all its connections, which runs while it has any. Safe for all threads.
 */
public final class ConnectionSweep {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSweep.class);

  private final long intervalMillis;
  private final ConcurrentHashMap<EventLoop, LoopSweep> loops = new ConcurrentHashMap<>();

  /**
   * @param intervalMillis between two looks at a connection, at least 1
   */
  public ConnectionSweep(long intervalMillis) {
    this.intervalMillis = intervalMillis;
  }

  /**
   * Looks at a connection until it is closed. To be called on its event loop.
   *
   * @param look runs on the connection's event loop; may close the connection. If it throws, the
   *     connection is closed, and the others are looked at all the same.
   */
  public void add(Channel channel, Runnable look) {
    EventLoop loop = channel.eventLoop();
    LoopSweep sweep = loops.computeIfAbsent(loop, LoopSweep::new);
    sweep.add(channel, look);
    channel.closeFuture().addListener(closed -> sweep.remove(channel));
  }

  /** The connections of one event loop, which owns it. */
  private final class LoopSweep {
    private final EventLoop loop;
    private final LinkedHashMap<Channel, Runnable> looks = new LinkedHashMap<>();
    private @Nullable ScheduledFuture<?> timer;

    LoopSweep(EventLoop loop) {
      this.loop = loop;
    }

    void add(Channel channel, Runnable look) {
      looks.put(channel, look);
      if (timer == null) {
        timer =
            loop.scheduleWithFixedDelay(
                this::run, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
      }
    }

    void remove(Channel channel) {
      looks.remove(channel);
      if (looks.isEmpty() && timer != null) {
        timer.cancel(false);
        timer = null;
      }
    }

    /** Over a copy, because a look may close its connection and so end up in {@link #remove}. */
    private void run() {
      Map.copyOf(looks).forEach(this::look);
    }

    /** An exception here would end the timer, and with it the time limits of all connections. */
    private void look(Channel channel, Runnable look) {
      try {
        look.run();
      } catch (RuntimeException e) {
        LOG.error("a connection is closed because looking at it failed", e);
        channel.close();
      }
    }
  }
}
