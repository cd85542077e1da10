package io.pitwall.server.postgres.login;

import io.pitwall.server.auth.Principal;
import io.pitwall.server.auth.ScramVerifier;

/**
 * A login that succeeded. Safe for all threads.
 *
 * @param principal who has logged in
 * @param verifier what the client's password was checked with
 * @param verifiers tell what it would be checked with now
 */
public record ProvenLogin(Principal principal, ScramVerifier verifier, ScramVerifiers verifiers) {
  /** Whether the password that the client has shown is still the user's. */
  public boolean holds() {
    return verifiers.verifier(principal.user()).isOfSamePassword(verifier);
  }
}
