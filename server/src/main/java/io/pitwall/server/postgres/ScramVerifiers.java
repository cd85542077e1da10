package io.pitwall.server.postgres;

import io.pitwall.server.auth.ScramVerifier;

/** Where the verifier of a user's password comes from. Called from many threads. */
@FunctionalInterface
public interface ScramVerifiers {
  /** The user's verifier; for an unknown user always the same one that no password fits. */
  ScramVerifier verifier(String user);
}
