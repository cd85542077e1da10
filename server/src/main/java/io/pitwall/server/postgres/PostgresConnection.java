package io.pitwall.server.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import io.pitwall.query.result.QueryCancellation;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection after its login: takes messages in order and hands each query to a worker.
 *
 * <p>The event loop owns all that is here but {@code running}. While a worker is busy it owns the
 * session and the output, and messages wait; beyond the limit reading pauses. A client that leaves
 * while its query runs ends the query, unless it had sent so much ahead that reading pauses: then
 * the query ends when its answer can't be written.
 */
final class PostgresConnection extends ChannelInboundHandlerAdapter {
  private final ServerContext server;
  private final Session session;
  private final BackendOutput output;
  private final SimpleQuery query;
  private final CancelKey key;
  private final ArrayDeque<FrontendMessage> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean busy;
  private boolean finished;

  /** After an error in the extended protocol all is ignored up to Sync. */
  private boolean skipping;

  private @Nullable ScheduledFuture<?> writeTimeout;
  private volatile @Nullable QueryCancellation running;

  PostgresConnection(ServerContext server, Session session, Channel channel) {
    this.server = server;
    this.session = session;
    this.output = new BackendOutput(channel);
    this.query =
        new SimpleQuery(
            session, output, server.runner(), server.limits().queryTimeout(), server.metrics());
    this.key = server.cancels().register(this::cancel);
  }

  /** Tells the client what it needs to know before its first query. */
  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ByteBuf out = context.alloc().buffer();
    for (String name : SessionSettings.REPORTED) {
      String value = String.valueOf(session.settings().get(name));
      BackendMessages.parameterStatus(out, name, value);
    }
    BackendMessages.backendKey(out, key);
    BackendMessages.readyForQuery(out, session.status());
    context.writeAndFlush(out);
    if (!context.channel().isActive()) {
      server.cancels().remove(key);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    finish();
    server.cancels().remove(key);
    cancel();
    context.fireChannelInactive();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    output.changed();
    if (writeTimeout != null) {
      writeTimeout.cancel(false);
      writeTimeout = null;
    }
    if (context.channel().isWritable()) {
      drain(context);
    } else {
      long millis = server.limits().writeTimeout().toMillis();
      writeTimeout =
          context.executor().schedule(() -> context.close(), millis, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!finished) {
      FrontendMessage received = (FrontendMessage) message;
      waiting.add(received);
      waitingBytes += received.sizeBytes();
      drain(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (finished) {
      return;
    }
    PostgresError error = Farewell.explain(failure);
    if (error == null) {
      context.close();
    } else {
      end(context, error);
    }
  }

  /** Asks the running query to stop. Any thread may call it. */
  private void cancel() {
    QueryCancellation current = running;
    if (current != null) {
      current.cancel();
    }
    output.changed();
  }

  /** Handles what waits, as long as nothing runs and the client reads what it is told. */
  private void drain(ChannelHandlerContext context) {
    while (!busy && !finished && context.channel().isWritable()) {
      FrontendMessage message = waiting.poll();
      if (message == null) {
        break;
      }
      waitingBytes -= message.sizeBytes();
      try {
        handle(context, message);
      } catch (PostgresException e) {
        if (e.error().severity() == PostgresError.Severity.FATAL) {
          end(context, e.error());
        } else {
          fail(context, e.error(), true);
        }
      }
    }
    boolean reading = finished || waitingBytes <= server.limits().maxMessageBytes();
    context.channel().config().setAutoRead(reading);
  }

  private void handle(ChannelHandlerContext context, FrontendMessage message)
      throws PostgresException {
    switch (message.type()) {
      case 'X' -> {
        finish();
        context.close();
      }
      case 'S' -> {
        message.end();
        skipping = false;
        ready(context);
      }
      case 'Q' -> {
        if (!skipping) {
          String text = message.readString();
          message.end();
          start(context, text);
        }
      }
      case 'P', 'B', 'D', 'E', 'C' -> {
        if (!skipping) {
          skipping = true;
          fail(
              context,
              PostgresError.error(
                  PostgresError.NOT_SUPPORTED,
                  "extended query protocol is not supported yet; use simple mode"),
              false);
        }
      }
      case 'F' -> {
        if (!skipping) {
          throw new PostgresException(
              PostgresError.error(PostgresError.NOT_SUPPORTED, "function calls are not supported"));
        }
      }
      // Flush: nothing is held back. Copy data behind a COPY that was refused: the protocol says to
      // ignore it.
      case 'H', 'd', 'c', 'f' -> {}
      default ->
          throw PostgresException.violation(
              "invalid frontend message type " + (message.type() & 0xFF));
    }
  }

  private void start(ChannelHandlerContext context, String text) {
    QueryCancellation cancellation = new QueryCancellation();
    running = cancellation;
    busy = true;
    try {
      server.workers().execute(() -> work(context, text, cancellation));
    } catch (RejectedExecutionException e) {
      busy = false;
      running = null;
      server.metrics().refused();
      PostgresError error =
          PostgresError.error(
              PostgresError.INSUFFICIENT_RESOURCES,
              "too many queries wait already (limit max-queued-queries)");
      fail(context, error.withHint("Send it again later."), true);
    }
  }

  /** On a worker thread. */
  private void work(ChannelHandlerContext context, String text, QueryCancellation cancellation) {
    PostgresError mistake = null;
    try {
      query.run(text, cancellation);
    } catch (ConnectionLostException e) {
      output.discard();
    } catch (Throwable e) {
      output.discard();
      mistake = Farewell.explain(e);
    }
    PostgresError last = mistake;
    context.executor().execute(() -> worked(context, last));
  }

  private void worked(ChannelHandlerContext context, @Nullable PostgresError mistake) {
    busy = false;
    running = null;
    if (mistake == null) {
      drain(context);
    } else if (!finished) {
      end(context, mistake);
    }
  }

  private void fail(ChannelHandlerContext context, PostgresError error, boolean ready) {
    session.setStatus(session.status().afterError());
    ByteBuf out = context.alloc().buffer();
    BackendMessages.error(out, error);
    if (ready) {
      BackendMessages.readyForQuery(out, session.status());
    }
    context.writeAndFlush(out);
  }

  private void ready(ChannelHandlerContext context) {
    ByteBuf out = context.alloc().buffer();
    BackendMessages.readyForQuery(out, session.status());
    context.writeAndFlush(out);
  }

  private void end(ChannelHandlerContext context, PostgresError error) {
    finish();
    cancel();
    Farewell.fatal(context, error);
  }

  /** Nothing more is taken from the client. */
  private void finish() {
    finished = true;
    waiting.clear();
    waitingBytes = 0;
    if (writeTimeout != null) {
      writeTimeout.cancel(false);
      writeTimeout = null;
    }
  }
}
