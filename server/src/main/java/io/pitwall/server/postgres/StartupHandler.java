package io.pitwall.server.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection up to its login: requests for encryption (refused: {@code N}), a request to cancel
 * another connection's query, the startup packet, the password exchange. Then {@link
 * PostgresConnection} takes its place. Owned by the event loop.
 */
final class StartupHandler extends ChannelInboundHandlerAdapter {
  private final ServerContext server;
  private final FrontendDecoder decoder;
  private boolean askedForSsl;
  private boolean askedForGss;
  private boolean finished;
  private @Nullable Startup startup;
  private @Nullable Login login;
  private @Nullable ScheduledFuture<?> timeout;

  StartupHandler(ServerContext server, FrontendDecoder decoder) {
    this.server = server;
    this.decoder = decoder;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    long millis = server.limits().startupTimeout().toMillis();
    timeout = context.executor().schedule(() -> timeOut(context), millis, TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    finish();
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws PostgresException {
    if (finished) {
      return;
    }
    FrontendMessage received = (FrontendMessage) message;
    if (received.type() == FrontendMessage.STARTUP) {
      start(context, received);
    } else if (received.type() == 'p' && login != null) {
      authenticate(context, received, login);
    } else if (received.type() == 'X') {
      finish();
      context.close();
    } else {
      throw PostgresException.violation("a password message was expected");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (finished) {
      return;
    }
    finish();
    PostgresError error = Farewell.explain(failure);
    if (error == null) {
      context.close();
    } else {
      Farewell.fatal(context, error);
    }
  }

  private void start(ChannelHandlerContext context, FrontendMessage packet)
      throws PostgresException {
    int code = packet.readInt();
    switch (code) {
      case Startup.SSL_REQUEST -> {
        refuseEncryption(context, packet, askedForSsl);
        askedForSsl = true;
      }
      case Startup.GSS_REQUEST -> {
        refuseEncryption(context, packet, askedForGss);
        askedForGss = true;
      }
      case Startup.CANCEL_REQUEST -> cancel(context, packet);
      default -> {
        if (!Startup.isProtocol3(code)) {
          throw new PostgresException(
              PostgresError.fatal(
                  PostgresError.NOT_SUPPORTED,
                  "unsupported frontend protocol %d.%d: server supports 3.0"
                      .formatted(code >>> 16, code & 0xFFFF)));
        }
        beginLogin(context, Startup.read(code, packet));
      }
    }
  }

  private static void refuseEncryption(
      ChannelHandlerContext context, FrontendMessage packet, boolean again)
      throws PostgresException {
    packet.end();
    if (again) {
      throw PostgresException.violation("encryption was asked for twice");
    }
    context.writeAndFlush(context.alloc().buffer(1).writeByte('N'));
  }

  private void cancel(ChannelHandlerContext context, FrontendMessage packet)
      throws PostgresException {
    CancelKey key = new CancelKey(packet.readInt(), packet.readInt());
    packet.end();
    server.cancels().cancel(key);
    finish();
    context.close();
  }

  private void beginLogin(ChannelHandlerContext context, Startup asked) throws PostgresException {
    if (!server.sessions().tryAcquire()) {
      throw new PostgresException(
          PostgresError.fatal(
              PostgresError.TOO_MANY_CONNECTIONS,
              "too many connections; max-pg-connections is " + server.limits().maxConnections()));
    }
    context.channel().closeFuture().addListener(closed -> server.sessions().release());
    startup = asked;
    login = new Login(asked.user(), server.verifiers(), server.random());
    ByteBuf out = context.alloc().buffer();
    if (asked.minorVersion() > 0 || !asked.unknownOptions().isEmpty()) {
      BackendMessages.negotiateProtocol(out, asked.unknownOptions());
    }
    BackendMessages.saslStart(out, ScramExchange.MECHANISM);
    context.writeAndFlush(out);
  }

  private void authenticate(ChannelHandlerContext context, FrontendMessage message, Login running)
      throws PostgresException {
    String answer = running.answer(message);
    ByteBuf out = context.alloc().buffer();
    if (running.isDone()) {
      BackendMessages.saslFinal(out, answer);
      BackendMessages.authenticated(out);
      context.write(out);
      openSession(context);
    } else {
      BackendMessages.saslContinue(out, answer);
      context.writeAndFlush(out);
    }
  }

  private void openSession(ChannelHandlerContext context) throws PostgresException {
    if (startup == null) {
      throw new IllegalStateException("logged in without a startup packet");
    }
    Session session = new Session(startup);
    PostgresConnection connection = new PostgresConnection(server, session, context.channel());
    finish();
    decoder.raiseLimit(server.limits().maxMessageBytes());
    context.pipeline().replace(this, "connection", connection);
  }

  private void timeOut(ChannelHandlerContext context) {
    if (!finished) {
      finish();
      Farewell.fatal(
          context,
          PostgresError.fatal(
              PostgresError.CANCELLED, "the login took longer than pg-startup-timeout"));
    }
  }

  /** Nothing more is to be done here. */
  private void finish() {
    finished = true;
    if (timeout != null) {
      timeout.cancel(false);
    }
  }
}
