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
 * loop has one timer for all its connections, which runs while it has any, so that no step of a
 * protocol needs a timer of its own. Safe for all threads.
 */
public final class ConnectionSweep {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionSweep.class);

  private static final long MAX_INTERVAL_MILLIS = 1_000;

  private final long intervalMillis;
  private final ConcurrentHashMap<EventLoop, LoopSweep> loops = new ConcurrentHashMap<>();

  /**
   * Looks often enough to find the end of a timeout after at most half of it, and within a second.
   *
   * @param shortestTimeoutMillis the shortest time that a look measures, at least 1
   */
  public ConnectionSweep(long shortestTimeoutMillis) {
    this.intervalMillis = Math.max(1, Math.min(MAX_INTERVAL_MILLIS, shortestTimeoutMillis / 2));
  }

  /**
   * Looks at a connection until it is closed; takes the place of an earlier look of the connection.
   * To be called on its event loop.
   *
   * @param look runs on the connection's event loop; may close the connection. If it throws, the
   *     connection is closed, and the others are looked at all the same.
   */
  public void add(Channel channel, Runnable look) {
    EventLoop loop = channel.eventLoop();
    LoopSweep sweep = loops.computeIfAbsent(loop, LoopSweep::new);
    if (sweep.add(channel, look)) {
      channel.closeFuture().addListener(closed -> sweep.remove(channel));
    }
  }

  /** The connections of one event loop, which owns it. */
  private final class LoopSweep {
    private final EventLoop loop;
    private final LinkedHashMap<Channel, Runnable> looks = new LinkedHashMap<>();
    private @Nullable ScheduledFuture<?> timer;

    LoopSweep(EventLoop loop) {
      this.loop = loop;
    }

    /** Returns whether the connection is new here. */
    boolean add(Channel channel, Runnable look) {
      if (timer == null) {
        timer =
            loop.scheduleWithFixedDelay(
                this::run, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
      }
      return looks.put(channel, look) == null;
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
