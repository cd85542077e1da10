package io.pitwall.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a server keeps of a password to check it by SCRAM-SHA-256 without knowing it (RFC 5802, RFC
 * 7677). Immutable; arrays are handed out as copies.
 */
public final class ScramVerifier {
  /** Bytes of a SHA-256 hash, a stored key, a server key and a proof. */
  public static final int KEY_BYTES = 32;

  private static final String HMAC = "HmacSHA256";

  private final byte[] salt;
  private final int iterations;
  private final byte[] storedKey;
  private final byte[] serverKey;

  /**
   * @param iterations of the salted hash, at least 1
   * @param storedKey {@link #KEY_BYTES} bytes
   * @param serverKey {@link #KEY_BYTES} bytes
   */
  public ScramVerifier(byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    if (salt.length == 0
        || iterations < 1
        || storedKey.length != KEY_BYTES
        || serverKey.length != KEY_BYTES) {
      throw new IllegalArgumentException("not a SCRAM-SHA-256 verifier");
    }
    this.salt = salt.clone();
    this.iterations = iterations;
    this.storedKey = storedKey.clone();
    this.serverKey = serverKey.clone();
  }

  /**
   * The verifier of a password.
   *
   * @param password ASCII, so that its normal form (RFC 4013) is itself
   */
  public static ScramVerifier of(String password, byte[] salt, int iterations) {
    byte[] salted = saltedPassword(password, salt, iterations);
    byte[] clientKey = hmac(salted, ascii("Client Key"));
    return new ScramVerifier(
        salt, iterations, sha256(clientKey), hmac(salted, ascii("Server Key")));
  }

  /** The salt, for the server's first message. */
  public byte[] salt() {
    return salt.clone();
  }

  /** The iterations, for the server's first message. */
  public int iterations() {
    return iterations;
  }

  byte[] storedKey() {
    return storedKey.clone();
  }

  byte[] serverKey() {
    return serverKey.clone();
  }

  /**
   * Whether the proof shows that the client knows the password.
   *
   * @param authMessage the client's first message without its header, the server's first and the
   *     client's last without its proof, with commas between (RFC 5802 §3)
   */
  public boolean accepts(byte[] clientProof, byte[] authMessage) {
    if (clientProof.length != KEY_BYTES) {
      return false;
    }
    byte[] clientKey = hmac(storedKey, authMessage);
    for (int i = 0; i < KEY_BYTES; i++) {
      clientKey[i] ^= clientProof[i];
    }
    return MessageDigest.isEqual(sha256(clientKey), storedKey);
  }

  /** Whether both were made from one password with one salt. */
  public boolean isOfSamePassword(ScramVerifier other) {
    return iterations == other.iterations
        && Arrays.equals(salt, other.salt)
        && MessageDigest.isEqual(storedKey, other.storedKey)
        && MessageDigest.isEqual(serverKey, other.serverKey);
  }

  /** What shows the client that the server knows the verifier. */
  public byte[] serverSignature(byte[] authMessage) {
    return hmac(serverKey, authMessage);
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + HMAC, e);
    }
  }

  private static byte[] saltedPassword(String password, byte[] salt, int iterations) {
    try {
      PBEKeySpec spec =
          new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BYTES * Byte.SIZE);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
