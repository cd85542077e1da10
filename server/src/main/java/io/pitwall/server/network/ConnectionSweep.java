package io.pitwall.server.network;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all open connections from time to time, to find those that make no progress. Each event
 * loop has one timer for all its connections, which runs while it has any. Safe for all threads.
 */
public final class ConnectionSweep {
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
   * @param look runs on the connection's event loop; may close the connection
   */
  public void add(Channel channel, Runnable look) {
    EventLoop loop = channel.eventLoop();
    LoopSweep sweep = loops.computeIfAbsent(loop, LoopSweep::new);
    sweep.add(look);
    channel.closeFuture().addListener(closed -> sweep.remove(look));
  }

  /** The connections of one event loop, which owns it. */
  private final class LoopSweep {
    private final EventLoop loop;
    private final LinkedHashSet<Runnable> looks = new LinkedHashSet<>();
    private @Nullable ScheduledFuture<?> timer;

    LoopSweep(EventLoop loop) {
      this.loop = loop;
    }

    void add(Runnable look) {
      looks.add(look);
      if (timer == null) {
        timer =
            loop.scheduleWithFixedDelay(
                this::run, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
      }
    }

    void remove(Runnable look) {
      looks.remove(look);
      if (looks.isEmpty() && timer != null) {
        timer.cancel(false);
        timer = null;
      }
    }

    /** Over a copy, because a look may close its connection and so end up in {@link #remove}. */
    private void run() {
      List.copyOf(looks).forEach(Runnable::run);
    }
  }
}
