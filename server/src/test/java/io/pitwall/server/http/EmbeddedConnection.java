package io.pitwall.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.pitwall.server.auth.LoginAttempts;
import io.pitwall.server.auth.Principal;
import io.pitwall.server.network.ConnectionSweep;
import io.pitwall.storage.runtime.Clock;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Connections without a network, with routes of the test's own. */
final class EmbeddedConnection {
  static final ErrorShape ERRORS =
      (status, message) ->
          Answer.of(status, "text/plain", message.getBytes(StandardCharsets.UTF_8));

  private EmbeddedConnection() {}

  static Route route(String method, String path, RequestHandler handler) {
    return new Route(method, path, Route.Access.PUBLIC, ERRORS, handler);
  }

  /**
   * Opens a connection.
   *
   * @param client stands between the connection and the channel
   */
  static EmbeddedChannel open(Clock clock, ChannelHandler client, Route... routes) {
    HttpLimits limits =
        new HttpLimits(
            10,
            10,
            10,
            10,
            new HttpLimits.Header(1_000, 10),
            new HttpLimits.Timeouts(10_000, 30_000, 120_000, 30_000));
    LoginAttempts attempts = new LoginAttempts(LoginAttempts.Limits.DEFAULT, clock);
    HttpOptions options =
        new HttpOptions(
            new InetSocketAddress(0),
            limits,
            token -> Principal.ANONYMOUS,
            attempts,
            () -> false,
            clock);
    HttpServices services =
        new HttpServices(
            options,
            new RouteTable(List.of(routes), ERRORS),
            new Authenticator(options.principals(), attempts),
            new AnswerEncoder(clock),
            new NoEvents(),
            new ConnectionSweep(limits.timeouts().shortestMillis()));
    return new EmbeddedChannel(
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel opened) {
            ServerConnection connection = new ServerConnection(services, opened);
            opened.pipeline().addLast(client, connection.framing(), connection);
          }
        });
  }

  /** What was sent to the client since the last call. */
  static String sent(EmbeddedChannel channel) {
    StringBuilder text = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      text.append(bytes.toString(StandardCharsets.ISO_8859_1));
      bytes.release();
    }
    return text.toString();
  }

  /** Counts nothing. */
  private static final class NoEvents implements HttpEvents {
    @Override
    public void connectionOpened() {}

    @Override
    public void connectionClosed() {}

    @Override
    public void readingPaused() {}

    @Override
    public void answered(int status) {}
  }
}
