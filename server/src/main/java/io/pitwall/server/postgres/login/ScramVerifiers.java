package io.pitwall.server.postgres.login;

import io.pitwall.server.auth.ScramVerifier;

/** Finds the verifier of a user's password. Called from many threads. */
@FunctionalInterface
public interface ScramVerifiers {
  /**
   * Returns the user's verifier; for an unknown user always the same one, which no password fits.
   */
  ScramVerifier verifier(String user);
}
