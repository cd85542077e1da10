package io.pitwall.server.network;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Listens on one address and lets connections through to a protocol: counts them in all and per
 * client address, turns away those past the limit, and closes them at the end. Safe for all
 * threads.
 *
 * <p>All connections are set up here, so a handler for TLS is added here, before the protocol's
 * own.
 */
public final class NetworkGate implements AutoCloseable {
  /** What a protocol does with connections. Called on the connection's event loop. */
  public interface Protocol {
    /** Sets up the handlers of a connection that is to be served. */
    void serve(Channel channel);

    /** Sets up the handlers of a connection that is only sent the reason, then closed. */
    void turnAway(Channel channel);

    /** Counts a connection past the limit, whether it is sent the reason or not. */
    void refused();
  }

  private final GateOptions options;
  private final Protocol protocol;
  private final ChannelGroup served = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final ChannelGroup turnedAway =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final ConcurrentHashMap<InetAddress, Integer> servedPerAddress =
      new ConcurrentHashMap<>();
  private final Channel listener;

  private NetworkGate(GateOptions options, EventLoops loops, Protocol protocol) throws IOException {
    this.options = options;
    this.protocol = protocol;
    this.listener = bind(loops);
  }

  /**
   * Begins to listen.
   *
   * @param loops closed by the caller, after this gate
   * @throws IOException if it can't listen on the address
   */
  public static NetworkGate open(GateOptions options, EventLoops loops, Protocol protocol)
      throws IOException {
    return new NetworkGate(options, loops, protocol);
  }

  private Channel bind(EventLoops loops) throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.acceptor(), loops.workers())
            .channel(loops.listenerType())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    admit(channel);
                  }
                });
    options.tuning().accept(bootstrap);
    ChannelFuture bound = bootstrap.bind(options.address()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "can't listen for "
              + options.clients()
              + " on "
              + options.address()
              + ": "
              + bound.cause().getMessage(),
          bound.cause());
    }
    return bound.channel();
  }

  private void admit(Channel channel) {
    if (served.size() < options.maxServed()) {
      served.add(channel);
      countAddress(channel);
      protocol.serve(channel);
      return;
    }
    protocol.refused();
    if (turnedAway.size() < options.maxTurnedAway()) {
      turnedAway.add(channel);
      protocol.turnAway(channel);
    } else {
      channel.close();
    }
  }

  private void countAddress(Channel channel) {
    if (channel.remoteAddress() instanceof InetSocketAddress client) {
      InetAddress address = client.getAddress();
      servedPerAddress.merge(address, 1, Integer::sum);
      channel
          .closeFuture()
          .addListener(closed ->
              servedPerAddress.computeIfPresent(
                  address, (key, count) -> count == 1 ? null : count - 1));
    }
  }

  /** The address it listens on, with the port that the system chose. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** The number of open connections that are served. */
  public int connections() {
    return served.size();
  }

  /** The number of open connections from an address that are served. */
  public int connectionsFrom(InetAddress address) {
    return servedPerAddress.getOrDefault(address, 0);
  }

  /**
   * Takes no more connections, asks those that are served to end, and waits for them.
   *
   * @param drain ends a connection after what it has begun; called on its event loop
   * @param millis the longest time to wait
   */
  public void drain(Consumer<Channel> drain, long millis) {
    listener.close().awaitUninterruptibly();
    for (Channel channel : served) {
      channel.eventLoop().execute(() -> drain.accept(channel));
    }
    served.newCloseFuture().awaitUninterruptibly(millis);
  }

  /** Takes no more connections and closes all that are open. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    served.close().awaitUninterruptibly();
    turnedAway.close().awaitUninterruptibly();
  }
}
