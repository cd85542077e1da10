package io.pitwall.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ScramVerifierTest {
  // The exchange printed in RFC 7677 §3.
  private static final byte[] SALT = base64("W22ZaJ0SNY7soEsUEjb6gQ==");
  private static final String NONCE = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
  private static final byte[] AUTH_MESSAGE =
      ("n=user,r=rOprNGfwEbeRWgbNEkqO,r="
              + NONCE
              + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r="
              + NONCE)
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PROOF = base64("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");

  private final ScramVerifier verifier = ScramVerifier.of("pencil", SALT, 4096);

  @Test
  void theProofOfTheStandardsExampleIsAccepted() {
    assertThat(verifier.accepts(PROOF, AUTH_MESSAGE)).isTrue();
  }

  @Test
  void theSignatureIsThatOfTheStandardsExample() {
    assertThat(verifier.serverSignature(AUTH_MESSAGE))
        .isEqualTo(base64("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
  }

  @Test
  void anotherPasswordsVerifierDoesNotAcceptTheProof() {
    assertThat(ScramVerifier.of("pencils", SALT, 4096).accepts(PROOF, AUTH_MESSAGE)).isFalse();
  }

  @Test
  void aProofOfTheWrongLengthIsNotAccepted() {
    assertThat(verifier.accepts(new byte[0], AUTH_MESSAGE)).isFalse();
    assertThat(verifier.accepts(new byte[33], AUTH_MESSAGE)).isFalse();
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }
}
