package io.pitwall.server.auth;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * A token at the only moment at which it is known.
 *
 * @param token what the caller of the server will send
 * @param entry what is kept of it
 */
record NewToken(String token, TokenEntry entry) {
  static final int SALT_BYTES = 16;
  static final int ITERATIONS = 4096;

  private static final String PREFIX = "pw_";
  private static final int TOKEN_BYTES = 32;

  /** Makes a token of 256 random bits. */
  static NewToken random(String user, SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return of(user, PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), random);
  }

  /** Takes a token that somebody else has chosen. */
  static NewToken of(String user, String token, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new NewToken(token, TokenEntry.of(user, token, salt, ITERATIONS));
  }
}
