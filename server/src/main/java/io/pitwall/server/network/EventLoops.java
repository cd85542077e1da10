package io.pitwall.server.network;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that accepts connections and a few that serve them. */
public final class EventLoops implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);
  private static final long CLOSE_MILLIS = 5_000;

  private final Class<? extends ServerSocketChannel> listenerType;
  private final EventLoopGroup acceptor;
  private final EventLoopGroup workers;

  /**
   * @param threads that serve connections, at least 1
   */
  public EventLoops(int threads) {
    boolean epoll = Epoll.isAvailable();
    if (!epoll) {
      LOG.info("epoll is not available; connections use NIO", Epoll.unavailabilityCause());
    }
    IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    listenerType = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    acceptor = new MultiThreadIoEventLoopGroup(1, handlers);
    workers = new MultiThreadIoEventLoopGroup(threads, handlers);
  }

  /** What listens on these loops. */
  public Class<? extends ServerSocketChannel> listenerType() {
    return listenerType;
  }

  public EventLoopGroup acceptor() {
    return acceptor;
  }

  public EventLoopGroup workers() {
    return workers;
  }

  /** Ends the threads; to be called after all that runs on them is closed. */
  @Override
  public void close() {
    acceptor.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    workers.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
