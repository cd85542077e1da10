package io.pitwall.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** One token as it is kept: for whom, its hash, its verifier; never the token itself. */
final class TokenEntry {
  private final String user;
  private final Principal principal;
  private final byte[] hash;
  private final ScramVerifier verifier;

  TokenEntry(String user, byte[] hash, ScramVerifier verifier) {
    if (hash.length != ScramVerifier.KEY_BYTES) {
      throw new IllegalArgumentException("not a SHA-256 hash");
    }
    this.user = user;
    this.principal = Principal.ofUser(user);
    this.hash = hash.clone();
    this.verifier = verifier;
  }

  /** Keeps what is needed of a token and forgets it. */
  static TokenEntry of(String user, String token, byte[] salt, int iterations) {
    return new TokenEntry(user, hashOf(token), ScramVerifier.of(token, salt, iterations));
  }

  static byte[] hashOf(String token) {
    return ScramVerifier.sha256(token.getBytes(StandardCharsets.UTF_8));
  }

  String user() {
    return user;
  }

  Principal principal() {
    return principal;
  }

  byte[] hash() {
    return hash.clone();
  }

  ScramVerifier verifier() {
    return verifier;
  }

  /** Compares in a time that does not depend on where the two differ. */
  boolean hasHash(byte[] other) {
    return MessageDigest.isEqual(hash, other);
  }
}
