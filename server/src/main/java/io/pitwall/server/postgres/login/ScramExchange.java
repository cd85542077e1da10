package io.pitwall.server.postgres.login;

import io.pitwall.server.auth.ScramVerifier;
import io.pitwall.server.postgres.wire.PostgresError;
import io.pitwall.server.postgres.wire.PostgresException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The server's half of one SCRAM-SHA-256 login without channel binding (RFC 5802 §5, RFC 7677):
 * {@link #first} answers the client's first message, {@link #last} its second. The user named in it
 * is ignored, as in PostgreSQL: the startup packet has named one. Owned by one thread.
 */
final class ScramExchange {
  static final String MECHANISM = "SCRAM-SHA-256";

  private final ScramVerifier verifier;
  private final String serverNonce;
  private String header = "";
  private String clientFirst = "";
  private String serverFirst = "";
  private String nonce = "";

  /**
   * @param verifier the user's; for an unknown user one that no password fits
   * @param serverNonce random, visible ASCII without commas
   */
  ScramExchange(ScramVerifier verifier, String serverNonce) {
    this.verifier = verifier;
    this.serverNonce = serverNonce;
  }

  /** Takes client-first-message, returns server-first-message. */
  String first(String message) throws PostgresException {
    int headerEnd = headerEnd(message);
    header = message.substring(0, headerEnd);
    clientFirst = message.substring(headerEnd);
    String[] parts = clientFirst.split(",", -1);
    if (parts[0].startsWith("m=")) {
      throw unsupported("the client requires an extension of SCRAM");
    }
    if (parts.length < 2 || !parts[0].startsWith("n=")) {
      throw malformed();
    }
    String clientNonce = value(parts[1], "r=");
    if (clientNonce.isEmpty() || !clientNonce.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw malformed();
    }
    nonce = clientNonce + serverNonce;
    String salt = Base64.getEncoder().encodeToString(verifier.salt());
    serverFirst = "r=" + nonce + ",s=" + salt + ",i=" + verifier.iterations();
    return serverFirst;
  }

  /**
   * Takes client-final-message, returns server-final-message.
   *
   * @throws PostgresException 28P01 if the proof is wrong
   */
  String last(String message, String user) throws PostgresException {
    int proofStart = message.lastIndexOf(",p=");
    if (proofStart < 0) {
      throw malformed();
    }
    String withoutProof = message.substring(0, proofStart);
    String[] parts = withoutProof.split(",", -1);
    if (parts.length < 2) {
      throw malformed();
    }
    byte[] binding = decoded(value(parts[0], "c="));
    if (!header.equals(new String(binding, StandardCharsets.UTF_8))) {
      throw PostgresException.violation("the channel binding of the SCRAM messages differs");
    }
    if (!nonce.equals(value(parts[1], "r="))) {
      throw PostgresException.violation("the nonce of the SCRAM messages differs");
    }
    byte[] proof = decoded(message.substring(proofStart + ",p=".length()));
    byte[] signed =
        (clientFirst + ',' + serverFirst + ',' + withoutProof).getBytes(StandardCharsets.UTF_8);
    if (!verifier.accepts(proof, signed)) {
      throw PostgresException.fatal(
          PostgresError.INVALID_PASSWORD,
          "password authentication failed for user \"" + user + "\"");
    }
    return "v=" + Base64.getEncoder().encodeToString(verifier.serverSignature(signed));
  }

  /** The header is {@code n,,}: binding flag, comma, user to act for, comma. */
  private static int headerEnd(String message) throws PostgresException {
    if (message.startsWith("p=")) {
      throw PostgresException.violation(
          "the client binds a channel, which " + MECHANISM + " does not do");
    }
    if (!message.startsWith("n,") && !message.startsWith("y,")) {
      throw malformed();
    }
    if (message.startsWith("a=", 2)) {
      throw unsupported("to act for another user is not supported");
    }
    if (!message.startsWith(",", 2)) {
      throw malformed();
    }
    return "n,,".length();
  }

  private static String value(String part, String name) throws PostgresException {
    if (!part.startsWith(name)) {
      throw malformed();
    }
    return part.substring(name.length());
  }

  private static byte[] decoded(String base64) throws PostgresException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static PostgresException malformed() {
    return PostgresException.violation("malformed SCRAM message");
  }

  private static PostgresException unsupported(String message) {
    return PostgresException.fatal(PostgresError.NOT_SUPPORTED, message);
  }
}
