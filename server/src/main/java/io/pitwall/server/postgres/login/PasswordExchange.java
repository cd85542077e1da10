package io.pitwall.server.postgres.login;

import io.pitwall.server.auth.ScramVerifier;
import io.pitwall.server.postgres.wire.FrontendMessage;
import io.pitwall.server.postgres.wire.PostgresException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The login of one connection: the client's two password messages, in order. Owned by the event
 * loop.
 */
final class PasswordExchange {
  private static final int NONCE_BYTES = 18;
  private static final int NO_DATA = -1;

  private final String user;
  private final ScramVerifier verifier;
  private final SecureRandom random;
  private @Nullable ScramExchange exchange;
  private boolean done;

  PasswordExchange(String user, ScramVerifiers verifiers, SecureRandom random) {
    this.user = user;
    this.verifier = verifiers.verifier(user);
    this.random = random;
  }

  /**
   * Takes a SASLInitialResponse or SASLResponse, and returns the server's answer to it.
   *
   * @throws PostgresException if the client does not show that it knows the password
   */
  String answer(FrontendMessage message) throws PostgresException {
    if (exchange == null) {
      exchange = new ScramExchange(verifier, nonce());
      return exchange.first(initialResponse(message));
    }
    String answer = exchange.last(text(message, message.remaining()), user);
    done = true;
    return answer;
  }

  /** What the password is checked with. */
  ScramVerifier verifier() {
    return verifier;
  }

  boolean isDone() {
    return done;
  }

  private static String initialResponse(FrontendMessage message) throws PostgresException {
    String mechanism = message.readString();
    if (!mechanism.equals(ScramExchange.MECHANISM)) {
      throw PostgresException.violation(
          "the client chose an authentication that was not offered; this server offers "
              + ScramExchange.MECHANISM);
    }
    int length = message.readInt();
    String data = text(message, length == NO_DATA ? 0 : length);
    message.end();
    return data;
  }

  private static String text(FrontendMessage message, int length) throws PostgresException {
    return new String(message.readBytes(length), StandardCharsets.UTF_8);
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
