package io.pitwall.server.postgres.login;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.auth.Principal;
import io.pitwall.server.network.ClientAddress;
import io.pitwall.server.postgres.wire.BackendMessages;
import io.pitwall.server.postgres.wire.CancelKey;
import io.pitwall.server.postgres.wire.ConnectionEnd;
import io.pitwall.server.postgres.wire.FrontendDecoder;
import io.pitwall.server.postgres.wire.FrontendMessage;
import io.pitwall.server.postgres.wire.FrontendType;
import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import io.pitwall.server.postgres.wire.ServerStop;
import io.pitwall.server.postgres.wire.StartupCode;
import io.pitwall.storage.limit.Limit;
import org.jspecify.annotations.Nullable;

/**
 * A connection up to its login: requests for encryption (refused: {@code N}), a request to cancel
 * another connection's query, the startup packet, the password exchange. Then the session takes its
 * place in the pipeline. Owned by the event loop.
 */
public final class LoginHandler extends ChannelInboundHandlerAdapter {
  private static final byte ENCRYPTION_REFUSED = 'N';

  private final LoginServices services;
  private final FrontendDecoder decoder;
  private final @Nullable String refusal;
  private boolean askedForSsl;
  private boolean askedForGss;
  private boolean finished;
  private @Nullable RunningLogin login;
  private long openedNanos;

  /** What the client asked for, and how far its password exchange is. */
  private record RunningLogin(StartupPacket startup, PasswordExchange exchange) {}

  /**
   * @param decoder of the same connection
   * @param refusal why the client can't log in but only cancel a query; null if it can
   */
  public LoginHandler(LoginServices services, FrontendDecoder decoder, @Nullable String refusal) {
    this.services = services;
    this.decoder = decoder;
    this.refusal = refusal;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    openedNanos = services.clock().monotonicNanos();
    services.sweep().add(context.channel(), () -> look(context));
    services.pending().add(context.channel(), (limit, most) -> giveWay(context, limit, most));
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
    if (received.type() == FrontendType.STARTUP) {
      start(context, received);
    } else if (received.type() == FrontendType.PASSWORD && login != null) {
      authenticate(context, received, login);
    } else if (received.type() == FrontendType.TERMINATE) {
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
    PostgresError error = ConnectionEnd.explain(failure);
    if (error == null) {
      context.close();
    } else {
      ConnectionEnd.fatal(context, error);
    }
  }

  private void start(ChannelHandlerContext context, FrontendMessage packet)
      throws PostgresException {
    int code = packet.readInt();
    switch (code) {
      case StartupCode.SSL_REQUEST -> {
        refuseEncryption(context, packet, askedForSsl);
        askedForSsl = true;
      }
      case StartupCode.GSS_REQUEST -> {
        refuseEncryption(context, packet, askedForGss);
        askedForGss = true;
      }
      case StartupCode.CANCEL_REQUEST -> cancel(context, packet);
      default -> {
        if (!StartupCode.isProtocol3(code)) {
          throw PostgresException.fatal(
              PostgresError.NOT_SUPPORTED,
              "unsupported frontend protocol %d.%d: server supports 3.0"
                  .formatted(StartupCode.major(code), StartupCode.minor(code)));
        }
        beginLogin(context, StartupPacket.read(code, packet));
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
    context.writeAndFlush(context.alloc().buffer(1).writeByte(ENCRYPTION_REFUSED));
  }

  private void cancel(ChannelHandlerContext context, FrontendMessage packet)
      throws PostgresException {
    CancelKey key = new CancelKey(packet.readInt(), packet.readInt());
    packet.end();
    services.cancel().accept(key);
    finish();
    context.close();
  }

  private void beginLogin(ChannelHandlerContext context, StartupPacket startup)
      throws PostgresException {
    if (refusal != null) {
      throw PostgresException.fatal(PostgresError.TOO_MANY_CONNECTIONS, refusal);
    }
    PasswordExchange exchange =
        new PasswordExchange(startup.user(), services.verifiers(), services.random());
    login = new RunningLogin(startup, exchange);
    ByteBuf out = context.alloc().buffer();
    if (startup.minorVersion() > 0 || !startup.unknownOptions().isEmpty()) {
      BackendMessages.negotiateProtocol(out, startup.unknownOptions());
    }
    BackendMessages.saslStart(out, ScramExchange.MECHANISM);
    context.writeAndFlush(out);
  }

  private void authenticate(
      ChannelHandlerContext context, FrontendMessage message, RunningLogin running)
      throws PostgresException {
    String answer = answer(context, message, running);
    if (running.exchange().isDone()) {
      openSession(context, running, answer);
    } else {
      ByteBuf out = context.alloc().buffer();
      BackendMessages.saslContinue(out, answer);
      context.writeAndFlush(out);
    }
  }

  /** Counts a wrong password; past the limits the error says when to come again. */
  private String answer(
      ChannelHandlerContext context, FrontendMessage message, RunningLogin running)
      throws PostgresException {
    try {
      return running.exchange().answer(message);
    } catch (PostgresException e) {
      PostgresError error = e.error();
      if (!error.sqlState().equals(PostgresError.INVALID_PASSWORD)) {
        throw e;
      }
      LoginAttempts.Excess excess =
          services
              .attempts()
              .failed(LoginAttempts.Protocol.POSTGRESQL, ClientAddress.of(context.channel()));
      if (excess == null) {
        throw e;
      }
      throw new PostgresException(
          PostgresError.fatal(error.sqlState(), error.message() + "; " + excess.reason())
              .withHint("Try again after " + excess.retrySeconds() + " seconds."));
    }
  }

  /**
   * @param proof shows the client that the server knows the password too
   */
  private void openSession(ChannelHandlerContext context, RunningLogin running, String proof)
      throws PostgresException {
    takePermit(context.channel());
    StartupPacket startup = running.startup();
    ProvenLogin proven =
        new ProvenLogin(
            Principal.ofUser(startup.user()), running.exchange().verifier(), services.verifiers());
    ChannelHandler session = services.opener().open(context.channel(), proven, startup);
    finish();
    services.pending().remove(context.channel());
    services
        .attempts()
        .succeeded(
            LoginAttempts.Protocol.POSTGRESQL,
            ClientAddress.of(context.channel()),
            proven.principal());
    decoder.raiseLimit(services.limits().maxMessageBytes());
    ByteBuf out = context.alloc().buffer();
    BackendMessages.saslFinal(out, proof);
    BackendMessages.authenticated(out);
    context.write(out);
    context.pipeline().replace(this, "session", session);
  }

  private void takePermit(Channel channel) throws PostgresException {
    if (!services.permits().tryTake()) {
      throw PostgresException.fatal(
          PostgresError.TOO_MANY_CONNECTIONS,
          "too many connections: "
              + services.limits().maxConnections()
              + " sessions are open "
              + LoginLimits.MAX_PG_CONNECTIONS.clause());
    }
    channel.closeFuture().addListener(closed -> services.permits().giveBack());
  }

  /** Too many connections wait for their login, and this one has for longest. */
  private void giveWay(ChannelHandlerContext context, Limit limit, int most) {
    if (!context.isRemoved()) {
      finish();
      ConnectionEnd.atOnce(
          context,
          PostgresError.fatal(
              PostgresError.TOO_MANY_CONNECTIONS,
              "more than " + most + " connections have not logged in " + limit.clause()));
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof ServerStop) {
      finish();
      ConnectionEnd.atOnce(
          context,
          PostgresError.fatal(PostgresError.CANT_CONNECT_NOW, "the server is shutting down"));
    }
    super.userEventTriggered(context, event);
  }

  /** The sweep of the connections calls it from time to time. */
  private void look(ChannelHandlerContext context) {
    long takenNanos = services.clock().monotonicNanos() - openedNanos;
    if (!finished && takenNanos > services.limits().timeout().toNanos()) {
      finish();
      ConnectionEnd.fatal(
          context,
          PostgresError.fatal(
              PostgresError.CANCELLED,
              "the login took longer than " + LoginLimits.PG_STARTUP_TIMEOUT.limitName()));
    }
  }

  /** Handles no further message. */
  private void finish() {
    finished = true;
  }
}
