package io.pitwall.server.network;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.pitwall.server.network.GateOptions.Cap;
import io.pitwall.storage.runtime.LogPace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on one address and lets connections through to a protocol: counts them in all and per
 * client address, turns away and counts those past a limit, and closes them at the end. Safe for
 * all threads.
 *
 * <p>All connections are set up here, so a handler for TLS is added here, before the protocol's
 * own.
 */
public final class NetworkGate implements AutoCloseable {
  /** What a protocol does with connections. Called on the connection's event loop. */
  public interface Protocol {
    /** Sets up the handlers of a connection that is to be served. */
    void serve(Channel channel);

    /**
     * Sets up the handlers of a connection that is only sent the reason, then closed.
     *
     * @param reason a sentence without a full stop that names the limit
     */
    void turnAway(Channel channel, String reason);
  }

  private static final Logger LOG = LoggerFactory.getLogger(NetworkGate.class);
  private static final Duration RATE_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

  private final GateOptions options;
  private final Protocol protocol;
  private final ChannelGroup served = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final ChannelGroup turnedAway =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final AtomicInteger open = new AtomicInteger();
  private final AddressCounts openPerAddress = new AddressCounts();
  private final AddressRates newPerAddress;
  private final LongAdder refused = new LongAdder();
  private final LongAdder refusedPerAddress = new LongAdder();
  private final LongAdder refusedNew = new LongAdder();
  private final LogPace logPace;
  private final Channel listener;

  private NetworkGate(GateOptions options, EventLoops loops, Protocol protocol) throws IOException {
    this.options = options;
    this.protocol = protocol;
    Rate rate = new Rate(options.limits().newPerAddress().most(), RATE_INTERVAL);
    this.newPerAddress = new AddressRates(options.clock(), rate);
    this.logPace = new LogPace(options.clock(), LOG_INTERVAL);
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
            .childOption(ChannelOption.SO_KEEPALIVE, true)
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
    if (!(channel.remoteAddress() instanceof InetSocketAddress client)) {
      channel.close(); // the client is gone already
      return;
    }
    InetAddress address = client.getAddress();
    Cap all = options.limits().all();
    Cap perAddress = options.limits().perAddress();
    Cap perSecond = options.limits().newPerAddress();
    if (newPerAddress.take(address) > 0) {
      refusedNew.increment();
      String from = " new connections per second from " + address.getHostAddress();
      turnAway(channel, "more than " + perSecond.most() + from + " " + perSecond.limit().clause());
    } else if (!openPerAddress.tryAdd(address, perAddress.most())) {
      refusedPerAddress.increment();
      String from = " connections from " + address.getHostAddress();
      turnAway(channel, perAddress.most() + from + " are open " + perAddress.limit().clause());
    } else if (open.incrementAndGet() > all.most()) {
      open.decrementAndGet();
      openPerAddress.remove(address);
      refused.increment();
      turnAway(channel, all.most() + " connections are open " + all.limit().clause());
    } else {
      served.add(channel);
      channel.closeFuture().addListener(closed -> closed(address));
      protocol.serve(channel);
    }
  }

  private void closed(InetAddress address) {
    open.decrementAndGet();
    openPerAddress.remove(address);
  }

  private void turnAway(Channel channel, String reason) {
    long times = logPace.admit();
    if (times > 0) {
      LOG.warn(
          "new connections for {} turned away: {}; last: {}", options.clients(), times, reason);
    }
    if (turnedAway.size() < options.limits().turnedAway()) {
      turnedAway.add(channel);
      protocol.turnAway(channel, reason);
    } else {
      channel.close();
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
    return openPerAddress.of(address);
  }

  /** How many connections were turned away since the start, by the name of the limit. */
  public Map<String, Long> refusedConnections() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(options.limits().all().limit().limitName(), refused.sum());
    counts.put(options.limits().perAddress().limit().limitName(), refusedPerAddress.sum());
    counts.put(options.limits().newPerAddress().limit().limitName(), refusedNew.sum());
    return counts;
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
