package io.pitwall.server.postgres.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.pitwall.query.result.QueryCancellation;
import io.pitwall.server.network.ClientGoneException;
import io.pitwall.server.network.WriteStall;
import io.pitwall.server.postgres.wire.BackendMessages;
import io.pitwall.server.postgres.wire.CancelKey;
import io.pitwall.server.postgres.wire.ConnectionEnd;
import io.pitwall.server.postgres.wire.FrontendMessage;
import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import io.pitwall.server.postgres.wire.ServerStop;
import io.pitwall.server.query.QueryPermit;
import io.pitwall.server.query.QueryThreads;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A connection after its login: takes messages in order and hands each query to a worker.
 *
 * <p>The event loop owns all fields except {@code running}. While a worker is busy it owns the
 * session and the output, and messages wait; past the limit reading pauses. A client that leaves
 * while its query runs ends the query, unless it had sent so much ahead that reading pauses: then
 * the query ends when its answer can't be written.
 */
public final class SessionHandler extends ChannelInboundHandlerAdapter {
  private static final PostgresError SHUTDOWN =
      PostgresError.fatal(
          PostgresError.SHUTDOWN, "the connection ends because the server is shutting down");

  private final SessionServices services;
  private final Session session;
  private final BackendOutput output;
  private final SimpleQuery query;
  private final CancelKey key;
  private final WriteStall writeStall;
  private final ArrayDeque<FrontendMessage> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean busy;
  private boolean finished;

  /** After an error in the extended protocol, messages are ignored up to Sync. */
  private boolean skipping;

  private volatile @Nullable QueryCancellation running;

  public SessionHandler(SessionServices services, Session session, Channel channel) {
    this.services = services;
    this.session = session;
    this.output = new BackendOutput(channel);
    this.query = new SimpleQuery(services, session, output);
    this.writeStall = new WriteStall(channel, services.clock());
    this.key = services.cancels().register(this::cancel);
  }

  /** Sends the client what it needs to know before its first query. */
  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ByteBuf out = context.alloc().buffer();
    for (String name : SessionSettings.REPORTED) {
      String value = String.valueOf(session.settings().get(name));
      BackendMessages.parameterStatus(out, name, value);
    }
    for (PostgresError notice : session.settings().loginNotices()) {
      BackendMessages.error(out, notice);
    }
    BackendMessages.backendKey(out, key);
    BackendMessages.readyForQuery(out, session.status());
    context.writeAndFlush(out);
    services.sweep().add(context.channel(), () -> look(context));
    if (!context.channel().isActive()) {
      services.cancels().remove(key);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    finish();
    services.cancels().remove(key);
    cancel();
    context.fireChannelInactive();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    output.changed();
    if (context.channel().isWritable()) {
      drain(context);
    }
  }

  /** The sweep of the connections calls it from time to time. */
  private void look(ChannelHandlerContext context) {
    if (writeStall.isLongerThan(services.limits().writeTimeout().toMillis())) {
      context.close();
      return;
    }
    PostgresError ending = busy || finished ? null : session.ending();
    if (ending != null) {
      end(context, ending);
    }
  }

  /** The server ends: a session without a statement ends at once, others after theirs. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof ServerStop stop) {
      session.endSoon(SHUTDOWN);
      if (!busy && !finished) {
        end(context, SHUTDOWN);
      } else if (stop == ServerStop.NOW) {
        cancel();
      }
    }
    super.userEventTriggered(context, event);
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
    PostgresError error = ConnectionEnd.explain(failure);
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

  /** Handles waiting messages, as long as no query runs and the client reads its answers. */
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
        if (e.error().isFatal()) {
          end(context, e.error());
        } else {
          fail(context, e.error(), true);
        }
      }
    }
    boolean reading = finished || waitingBytes <= services.limits().maxWaitingBytes();
    context.channel().config().setAutoRead(reading);
  }

  private void handle(ChannelHandlerContext context, FrontendMessage message)
      throws PostgresException {
    switch (message.type()) {
      case TERMINATE -> {
        finish();
        context.close();
      }
      case SYNC -> {
        message.end();
        skipping = false;
        ready(context);
      }
      case QUERY -> {
        if (!skipping) {
          String text = message.readString();
          message.end();
          start(context, text);
        }
      }
      case PARSE, BIND, DESCRIBE, EXECUTE, CLOSE -> refuseExtended(context);
      case FUNCTION_CALL -> {
        if (!skipping) {
          throw PostgresException.error(
              PostgresError.NOT_SUPPORTED, "function calls are not supported");
        }
      }
      // Flush: nothing is held back. Copy data after a COPY that was refused: the protocol says to
      // ignore it.
      case FLUSH, COPY_DATA, COPY_DONE, COPY_FAIL -> {}
      case PASSWORD, STARTUP, UNKNOWN ->
          throw PostgresException.violation("invalid frontend message type " + message.code());
    }
  }

  private void refuseExtended(ChannelHandlerContext context) {
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

  private void start(ChannelHandlerContext context, String text) {
    QueryCancellation cancellation = new QueryCancellation();
    cancellation.onCancel(output::changed);
    running = cancellation;
    busy = true;
    try {
      services.workers().execute(permit -> work(context, text, cancellation, permit));
    } catch (RejectedExecutionException e) {
      busy = false;
      running = null;
      services.metrics().refused();
      PostgresError error =
          PostgresError.error(
              PostgresError.INSUFFICIENT_RESOURCES,
              "too many queries wait already " + QueryThreads.MAX_QUEUED_QUERIES.clause());
      fail(context, error.withHint("Send it again later."), true);
    }
  }

  /** Runs a query. On a worker thread. */
  private void work(
      ChannelHandlerContext context,
      String text,
      QueryCancellation cancellation,
      QueryPermit permit) {
    PostgresError fault = null;
    try {
      query.run(text, cancellation, permit);
    } catch (ClientGoneException e) {
      output.discard();
    } catch (PostgresException e) {
      output.flush();
      fault = e.error();
    } catch (Throwable e) {
      output.discard();
      fault = ConnectionEnd.explain(e);
    }
    PostgresError last = fault;
    context.executor().execute(() -> worked(context, last));
  }

  private void worked(ChannelHandlerContext context, @Nullable PostgresError fault) {
    busy = false;
    running = null;
    PostgresError ending = fault == null ? session.ending() : fault;
    if (ending == null) {
      drain(context);
    } else if (!finished) {
      end(context, ending);
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
    if (error.equals(SHUTDOWN)) {
      ConnectionEnd.atOnce(context, error);
    } else {
      ConnectionEnd.fatal(context, error);
    }
  }

  /** Takes no further message from the client. */
  private void finish() {
    finished = true;
    waiting.clear();
    waitingBytes = 0;
  }
}
