package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.pitwall.server.auth.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: gives each request to its handler, and sends the answers in the order of
 * the requests whatever the order in which they are ready. Owned by its event loop.
 *
 * <p>Reading pauses while the client has too many requests under way, and, between two requests,
 * while the server has too much in its hands; never in the middle of a body, so that bodies half in
 * memory can always be finished.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter implements RequestSink {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
  private static final ByteBuf CONTINUE =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

  /** A refused request's body up to this size is read and forgotten, so the connection goes on. */
  private static final int MAX_DISCARDED_BYTES = 64 << 10;

  private static final long PAUSE_MILLIS = 5;
  private static final long LINGER_MILLIS = 1_000;

  private final HttpServices services;
  private final RequestFraming framing;
  private final ConnectionTimeouts timeouts;
  private final ArrayDeque<Exchange> pending = new ArrayDeque<>();
  private final Channel channel;
  private @Nullable Exchange current;
  private boolean pausedForOthers;
  private boolean closing;
  private boolean flushing;

  HttpConnection(HttpServices services, Channel channel) {
    this.services = services;
    this.channel = channel;
    this.framing = new RequestFraming(this, services.limits());
    this.timeouts = new ConnectionTimeouts(this, framing, services.limits());
  }

  RequestFraming framing() {
    return framing;
  }

  Channel channel() {
    return channel;
  }

  boolean isIdle() {
    return pending.isEmpty() && current == null;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    services.metrics().connectionOpened();
    timeouts.start();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    services.metrics().connectionClosed();
    timeouts.stop();
    closing = true;
    framing.stop();
    abandonCurrent();
    for (Exchange exchange : pending) {
      if (exchange.whenDisconnected != null) {
        exchange.whenDisconnected.run();
      }
    }
    pending.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("a connection broke", cause);
    } else {
      LOG.error("a connection ends because of a fault of the server", cause);
    }
    context.close();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    timeouts.writabilityChanged(channel.isWritable());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    timeouts.sawBytes();
  }

  @Override
  public void head(RequestHeader head) {
    Principal principal = services.authenticator().authenticate(head);
    Exchange exchange = new Exchange(this, head, System.nanoTime(), principal);
    current = exchange;
    pending.add(exchange);
    try {
      RequestHandler handler = services.router().route(head, principal);
      exchange.receiver = handler.begin(exchange);
      exchange.wantsContinue = head.expectsContinue() && head.hasBody() && exchange.answer == null;
      flushReady();
    } catch (HttpRefusal refusal) {
      refuse(exchange, refusal);
    }
  }

  private void refuse(Exchange exchange, HttpRefusal refusal) {
    RequestHeader head = exchange.head();
    abandon(exchange);
    boolean isLong = head.chunked() || head.contentLength() > MAX_DISCARDED_BYTES;
    if (!exchange.received && head.hasBody() && (isLong || head.expectsContinue())) {
      exchange.closes = true;
      framing.stop();
    }
    exchange.answer(services.refusals().answer(refusal));
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
      exchange.receiver.body(bytes, length);
    } catch (HttpRefusal refusal) {
      bytes.readerIndex(end);
      refuse(exchange, refusal);
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
    exchange.received = true;
    if (exchange.closes) {
      framing.stop();
    }
    try {
      exchange.receiver.end();
    } catch (HttpRefusal refusal) {
      refuse(exchange, refusal);
    }
    if (services.isCongested()) {
      pauseForOthers();
    }
    updateReading();
  }

  @Override
  public void malformed(HttpRefusal refusal) {
    framing.stop();
    Exchange exchange = current;
    current = null;
    if (exchange == null) {
      exchange = new Exchange(this, RequestHeader.NONE, System.nanoTime(), Principal.ANONYMOUS);
      pending.add(exchange);
    }
    abandon(exchange);
    if (exchange.answer == null) {
      exchange.closes = true;
      exchange.answer(services.refusals().answer(refusal));
    } else if (pending.contains(exchange)) {
      exchange.closes = true;
    } else {
      closeAfterWriting();
    }
  }

  private void abandonCurrent() {
    Exchange exchange = current;
    current = null;
    if (exchange != null) {
      abandon(exchange);
    }
  }

  private static void abandon(Exchange exchange) {
    exchange.receiver.abort();
    exchange.receiver = BodyReceiver.DISCARD;
  }

  /** Takes an answer from any thread. */
  void answer(Exchange exchange, Answer answer) {
    if (channel.eventLoop().inEventLoop()) {
      accept(exchange, answer);
    } else {
      channel.eventLoop().execute(() -> accept(exchange, answer));
    }
  }

  private void accept(Exchange exchange, Answer answer) {
    if (exchange.answer != null) {
      LOG.error(
          "a request was answered twice: {} and {}", exchange.answer.status(), answer.status());
      return;
    }
    exchange.answer = answer;
    services.metrics().answered(answer.status());
    flushReady();
  }

  /** Ends a streamed answer, whose bytes were written already. */
  void streamEnded(Exchange exchange) {
    if (pending.peek() == exchange) {
      pending.poll();
      services.metrics().answered(200);
      if (exchange.closes) {
        closeAfterWriting();
      } else {
        flushReady();
      }
      updateReading();
    }
  }

  /** Writes all answers that are ready and have none before them. */
  private void flushReady() {
    if (flushing) {
      return; // the caller below us goes on with what it finds
    }
    flushing = true;
    boolean wrote = false;
    while (!closing) {
      Exchange exchange = pending.peek();
      if (exchange == null) {
        break;
      }
      if (exchange.answer == null) {
        wrote |= prepareFirst(exchange);
        if (exchange.answer == null) {
          break;
        }
      }
      pending.poll();
      wrote = true;
      boolean withoutBody = exchange.head().method().equals("HEAD");
      channel.write(exchange.answer.encode(exchange.closes, withoutBody));
      if (exchange.closes) {
        closeAfterWriting();
      }
    }
    flushing = false;
    if (wrote) {
      channel.flush();
    }
    updateReading();
  }

  /** What waits until no earlier answer is due: leave to send the body, a streamed answer. */
  private boolean prepareFirst(Exchange exchange) {
    boolean wrote = false;
    if (exchange.wantsContinue) {
      exchange.wantsContinue = false;
      channel.write(CONTINUE.duplicate());
      wrote = true;
    }
    Runnable start = exchange.whenFirst;
    if (start != null) {
      exchange.whenFirst = null;
      start.run();
    }
    return wrote;
  }

  /** Lets a streamed answer start when its turn has come. On the event loop. */
  void startWhenFirst(Exchange exchange, Runnable start) {
    exchange.whenFirst = start;
    flushReady();
  }

  /**
   * Sends what is written, then the end of the stream, and reads on for a moment: closing with
   * unread bytes would reset the connection and could take the answer away from the client.
   */
  private void closeAfterWriting() {
    if (closing) {
      return;
    }
    closing = true;
    framing.stop();
    for (Exchange exchange : pending) {
      if (exchange.whenDisconnected != null) {
        exchange.whenDisconnected.run();
      }
    }
    pending.clear();
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput();
          }
          channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        });
    channel.config().setAutoRead(true);
  }

  /** Closes an idle connection, or one that is beyond help, at once. */
  void closeNow() {
    closing = true;
    channel.close();
  }

  /** Answers what is under way, takes nothing new, then closes. On the event loop. */
  void drain() {
    framing.stop();
    abandonCurrentUnlessReceived();
    Exchange last = pending.peekLast();
    if (last == null) {
      closeAfterWriting();
    } else {
      last.closes = true;
    }
  }

  private void abandonCurrentUnlessReceived() {
    Exchange exchange = current;
    if (exchange != null && !exchange.received && exchange.answer == null) {
      current = null;
      abandon(exchange);
      exchange.answer(Answer.error(503, "the server is shutting down"));
    }
  }

  private void pauseForOthers() {
    if (pausedForOthers) {
      return;
    }
    pausedForOthers = true;
    services.metrics().readingPaused();
    channel.eventLoop().schedule(this::resumeIfRelaxed, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void resumeIfRelaxed() {
    if (services.isCongested() && channel.isActive()) {
      channel.eventLoop().schedule(this::resumeIfRelaxed, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      pausedForOthers = false;
      updateReading();
    }
  }

  private void updateReading() {
    boolean full = pending.size() >= services.limits().maxPipelinedRequests();
    boolean read = closing || framing.isInBody() || (!full && !pausedForOthers);
    if (read != channel.config().isAutoRead()) {
      timeouts.readingChanged();
      channel.config().setAutoRead(read);
    }
  }
}
