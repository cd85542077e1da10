package io.pitwall.benchmarks.campaign.abuse;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's half of a SCRAM-SHA-256 login without channel binding (RFC 5802 §3, RFC 7677). */
final class AbuseScram {
  static final String MECHANISM = "SCRAM-SHA-256";

  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BITS = 256;
  private static final String HEADER = "n,,";

  private final String password;
  private final String firstBare;

  /**
   * @param nonce visible ASCII without commas
   */
  AbuseScram(String password, String nonce) {
    this.password = password;
    this.firstBare = "n=,r=" + nonce;
  }

  /** The client's first message. */
  String first() {
    return HEADER + firstBare;
  }

  /** The client's answer to the server's first message. */
  String last(String serverFirst) {
    String[] parts = serverFirst.split(",", 3);
    byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
    int iterations = Integer.parseInt(parts[2].substring(2));
    String binding = Base64.getEncoder().encodeToString(HEADER.getBytes(StandardCharsets.US_ASCII));
    String withoutProof = "c=" + binding + "," + parts[0];
    String signed = firstBare + "," + serverFirst + "," + withoutProof;
    try {
      byte[] clientKey = hmac(salted(salt, iterations), "Client Key");
      byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
      byte[] proof = hmac(storedKey, signed);
      for (int i = 0; i < proof.length; i++) {
        proof[i] = (byte) (proof[i] ^ clientKey[i]);
      }
      return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private byte[] salted(byte[] salt, int iterations) throws GeneralSecurityException {
    PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
    return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC);
    mac.init(new SecretKeySpec(key, HMAC));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
