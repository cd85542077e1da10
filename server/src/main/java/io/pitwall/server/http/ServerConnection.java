package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.pitwall.server.auth.Principal;
import io.pitwall.server.network.BrokenConnection;
import io.pitwall.server.network.ClientAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection. Gives each request to its route, and sends the answers in the order of
 * the requests, in whatever order they become ready. Owned by its event loop.
 *
 * <p>Reading pauses while the client has too many unanswered requests, while it does not read its
 * answers, and between two requests while the server is congested. Bytes that were read before stay
 * uncut until then, and answers stay unwritten, so that what one connection holds is bounded. It
 * never pauses inside a body: a half-received body holds memory and must be able to finish.
 */
final class ServerConnection extends ChannelInboundHandlerAdapter implements RequestSink {
  private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);
  private static final ByteBuf CONTINUE =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

  /** The body of a refused request is discarded up to this size, so the connection can go on. */
  private static final int MAX_DISCARDED_BYTES = 64 << 10;

  /**
   * How often a client that has ended its side, and waits for an answer, is sent an interim one.
   */
  private static final long PROBE_MILLIS = 250;

  private final HttpServices services;
  private final RequestFraming framing;
  private final ConnectionTimeouts timeouts;
  private final CongestionPause pause;
  private final ConnectionCloser closer;
  private final ArrayDeque<Exchange> pending = new ArrayDeque<>();
  private final Channel channel;
  private @Nullable Exchange current;
  private boolean closing;
  private boolean inputEnded;
  private boolean flushing;

  ServerConnection(HttpServices services, Channel channel) {
    this.services = services;
    this.channel = channel;
    this.framing = new RequestFraming(this, services.limits().header());
    this.timeouts =
        new ConnectionTimeouts(
            this, framing, services.limits().timeouts(), services.options().clock());
    this.pause = new CongestionPause(services, channel, this::updateReading);
    this.closer = new ConnectionCloser(channel);
  }

  RequestFraming framing() {
    return framing;
  }

  Channel channel() {
    return channel;
  }

  /** Whether no request is being received or answered. */
  boolean isIdle() {
    return pending.isEmpty() && current == null;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    services.events().connectionOpened();
    timeouts.start(services.sweep());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    services.events().connectionClosed();
    closing = true;
    framing.stop();
    abandonCurrent();
    dropPending();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (BrokenConnection.isReason(cause)) {
      LOG.debug("a connection broke", cause);
    } else {
      LOG.error("a connection ends because of a fault of the server", cause);
    }
    context.close();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    flushReady();
  }

  /** A client that has ended its side of the connection still gets the answers to what it sent. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE) {
      inputEnded = true;
      probeLater();
      updateReading();
    }
    context.fireUserEventTriggered(event);
  }

  private void endInput() {
    if (framing.isInHeader() || framing.isInBody()) {
      malformed(new HttpRefusal(400, "the connection ended in the middle of a request"));
      return;
    }
    framing.stop();
    Exchange last = pending.peekLast();
    if (last == null) {
      closeAfterWriting();
    } else {
      last.close();
    }
  }

  /**
   * Tells a client that has only ended its side of the connection from one that is gone: the system
   * of the latter answers bytes with a reset, after which the next bytes break the connection, and
   * its statement is cancelled. Clients skip an interim answer (RFC 9110 §15.2); one of HTTP/1.0,
   * which knows none, counts as gone if its statement still runs.
   */
  private void probe() {
    if (closing) {
      return;
    }
    Exchange first = pending.peek();
    if (first != null && first.state() == Exchange.State.RUNNING) {
      if (first.header().isNewest()) {
        channel.writeAndFlush(CONTINUE.duplicate());
      } else if (first.isCancellable()) {
        closeNow();
        return;
      }
    }
    probeLater();
  }

  private void probeLater() {
    channel.eventLoop().schedule(this::probe, PROBE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Whether the client waits for permission to send the body that comes next. */
  boolean isBodyHeldBack() {
    return current != null && current.awaitsContinue();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    timeouts.sawBytes();
  }

  @Override
  public void header(RequestHeader header) {
    Route.Credentials credentials = services.routes().credentials(header.path());
    Principal principal = services.authenticator().authenticate(header, credentials);
    Exchange exchange = exchange(header, principal);
    current = exchange;
    try {
      CrossSiteCheck.check(header);
      exchange.begin(services.routes().find(header, principal));
      flushReady();
    } catch (HttpRefusal refusal) {
      boolean isLogin = refusal.status() == HttpRefusal.UNAUTHENTICATED;
      refuse(exchange, isLogin ? failedLogin(exchange, credentials, refusal) : refusal);
    } catch (RuntimeException | Error e) {
      fail(exchange, e);
    }
  }

  /** A client that has sent too many wrong tokens gets another refusal, and its connection ends. */
  private HttpRefusal failedLogin(
      Exchange exchange, Route.Credentials credentials, HttpRefusal refusal) {
    HttpRefusal other =
        services.authenticator().failed(exchange.header(), credentials, ClientAddress.of(channel));
    if (other == null) {
      return refusal;
    }
    exchange.close();
    return other;
  }

  private Exchange exchange(RequestHeader header, Principal principal) {
    ErrorShape errors = services.routes().errors();
    Exchange exchange = new Exchange(this, header, principal, errors, services.now());
    pending.add(exchange);
    return exchange;
  }

  private void refuse(Exchange exchange, HttpRefusal refusal) {
    exchange.abandonBody();
    exchange.answer(refusal.answer(exchange.errors()));
  }

  /** A handler failed: gives back what the request holds, and says so to the client. */
  private void fail(Exchange exchange, Throwable fault) {
    LOG.error("a request failed because of a fault of the server", fault);
    if (exchange.isAnswered()) {
      exchange.abandonBody();
    } else {
      refuse(exchange, new HttpRefusal(500, "the server failed; its log says why"));
    }
  }

  /**
   * Whether the rest of a body that nobody wants is not read: it is long, or the client may never
   * send it, so that what comes next could be a body or a request.
   */
  private static boolean isRestUnread(Exchange exchange) {
    RequestHeader header = exchange.header();
    return exchange.state() == Exchange.State.RECEIVING
        && header.hasBody()
        && (header.chunked()
            || header.contentLength() > MAX_DISCARDED_BYTES
            || header.expectsContinue());
  }

  @Override
  public void body(ByteBuf bytes, int length) {
    Exchange exchange = current;
    if (exchange == null) {
      bytes.skipBytes(length);
      return;
    }
    int end = bytes.readerIndex() + length;
    timeouts.sawBody(length);
    try {
      exchange.body(bytes, length);
    } catch (HttpRefusal refusal) {
      bytes.readerIndex(end);
      refuse(exchange, refusal);
    } catch (RuntimeException | Error e) {
      bytes.readerIndex(end);
      fail(exchange, e);
    }
  }

  @Override
  public void end() {
    Exchange exchange = current;
    current = null;
    timeouts.requestEnded();
    if (exchange == null) {
      return;
    }
    if (exchange.closes()) {
      framing.stop();
    }
    try {
      exchange.bodyEnded();
    } catch (HttpRefusal refusal) {
      refuse(exchange, refusal);
    } catch (RuntimeException | Error e) {
      fail(exchange, e);
    }
    pause.beginIfCongested();
    updateReading();
  }

  @Override
  public void malformed(HttpRefusal refusal) {
    framing.stop();
    Exchange exchange = current;
    current = null;
    if (exchange == null) {
      exchange = exchange(RequestHeader.NONE, Principal.ANONYMOUS);
    }
    exchange.abandonBody();
    exchange.close();
    if (!exchange.isAnswered()) {
      exchange.answer(refusal.answer(exchange.errors()));
    } else if (!pending.contains(exchange)) {
      closeAfterWriting();
    }
  }

  private void abandonCurrent() {
    Exchange exchange = current;
    current = null;
    if (exchange != null) {
      exchange.abandonBody();
    }
  }

  /** Takes an answer from any thread. */
  void answer(Exchange exchange, Answer answer) {
    onEventLoop(() -> accept(exchange, answer));
  }

  /** Runs a task on the event loop, at once if this is its thread. */
  void onEventLoop(Runnable task) {
    if (channel.eventLoop().inEventLoop()) {
      task.run();
    } else {
      channel.eventLoop().execute(task);
    }
  }

  private void accept(Exchange exchange, Answer answer) {
    if (exchange.isAnswered()) {
      LOG.error(
          "a request was answered twice: it is {}, now with {}", exchange.state(), answer.status());
      return;
    }
    if (isRestUnread(exchange)) {
      exchange.close();
      framing.stop();
    }
    exchange.ready(answer);
    services.events().answered(answer.status());
    flushReady();
  }

  /** Writes the headers of an answer whose body follows in pieces. On the event loop. */
  void streamBegan(Exchange exchange, int status, String contentType) {
    if (pending.peek() == exchange) {
      exchange.streamBegan();
      if (!exchange.header().isNewest()) {
        exchange.close();
        closer.cutWithReset();
      }
      channel.write(services.encoder().streamHeader(status, contentType, exchange));
    }
  }

  /** Ends an answer that was sent in pieces and is written. On the event loop. */
  void streamEnded(Exchange exchange, int status) {
    if (pending.peek() == exchange) {
      pending.poll();
      exchange.streamEnded();
      services.events().answered(status);
      if (exchange.closes()) {
        closeAfterWriting();
      } else {
        flushReady();
      }
      updateReading();
    }
  }

  /**
   * Writes the answers that are ready and have none before them, until the client has enough of
   * them to read. On the event loop.
   */
  void flushReady() {
    if (flushing) {
      return; // a caller further down the stack continues with what it finds
    }
    flushing = true;
    boolean wrote = false;
    while (!closing && channel.isWritable()) {
      Exchange exchange = pending.peek();
      if (exchange == null) {
        break;
      }
      if (exchange.state() != Exchange.State.READY) {
        wrote |= prepareFirst(exchange);
        if (exchange.state() != Exchange.State.READY) {
          break;
        }
      }
      pending.poll();
      wrote = true;
      channel.write(services.encoder().whole(exchange.takeAnswer(), exchange));
      if (exchange.closes()) {
        closeAfterWriting();
      }
    }
    flushing = false;
    if (wrote) {
      channel.flush();
    }
    updateReading();
  }

  /** Does what waits until no earlier answer is due: permits the body, begins a streamed answer. */
  private boolean prepareFirst(Exchange exchange) {
    boolean wrote = false;
    if (exchange.takeContinue()) {
      timeouts.readingChanged(); // the time of the body begins now
      channel.write(CONTINUE.duplicate());
      wrote = true;
    }
    try {
      exchange.startTurn();
    } catch (RuntimeException | Error e) {
      fail(exchange, e);
    }
    return wrote;
  }

  /** How long a sender waits for a client that does not read. */
  long writeTimeoutMillis() {
    return services.limits().timeouts().writeMillis();
  }

  private void closeAfterWriting() {
    if (closing) {
      return;
    }
    closing = true;
    framing.stop();
    dropPending();
    timeouts.closing();
    closer.closeAfterWriting(inputEnded);
  }

  private void dropPending() {
    for (Exchange exchange : pending) {
      try {
        exchange.disconnected();
      } catch (RuntimeException e) {
        LOG.error("the work of a client that is gone could not be ended", e);
      }
    }
    pending.clear();
  }

  /** Closes the connection at once. On the event loop. */
  void closeNow() {
    closing = true;
    channel.close();
  }

  /** Answers the requests that were received, takes no new one, then closes. On the event loop. */
  void drain() {
    framing.stop();
    abandonCurrentUnlessReceived();
    Exchange last = pending.peekLast();
    if (last == null) {
      closeAfterWriting();
    } else {
      last.close();
    }
  }

  private void abandonCurrentUnlessReceived() {
    Exchange exchange = current;
    if (exchange != null && exchange.state() == Exchange.State.RECEIVING) {
      current = null;
      exchange.abandonBody();
      exchange.answer(exchange.errors().answer(503, "the server is shutting down"));
    }
  }

  @Override
  public boolean takesRequests() {
    boolean full = pending.size() >= services.limits().maxPipelinedRequests();
    return !full && !pause.isOn() && channel.isWritable();
  }

  private void updateReading() {
    if (takesRequests()) {
      framing.resume();
    }
    if (inputEnded && !closing && !framing.isStopped() && !framing.holdsBytes()) {
      endInput();
    }
    boolean read = closing || framing.isInBody() || takesRequests();
    if (read != channel.config().isAutoRead()) {
      timeouts.readingChanged();
      channel.config().setAutoRead(read);
    }
  }
}
