package io.pitwall.server.auth;

import io.pitwall.storage.runtime.FileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that open this server. Immutable, safe for all threads.
 *
 * <p>There is one, of the user {@link #ADMIN}, who may do everything.
 */
public final class Tokens {
  /** The user that the PostgreSQL wire knows. */
  public static final String ADMIN = "admin";

  /** The longest token that is looked at. */
  public static final int MAX_TOKEN_CHARS = 256;

  private static final String PREFIX = "pw_";
  private static final int TOKEN_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int ITERATIONS = 4096;

  private final List<TokenEntry> entries;
  private final @Nullable String created;

  private Tokens(List<TokenEntry> entries, @Nullable String created) {
    this.entries = List.copyOf(entries);
    this.created = created;
  }

  /**
   * Reads the tokens of a data directory; makes the admin's if there is none. The caller holds the
   * directory's lock.
   *
   * @param preset the admin's token from now on, or null to keep the one there is, or to make one
   * @throws IllegalArgumentException if the preset token is empty, too long, or holds other
   *     characters than visible ASCII
   * @throws IOException if the file can't be read or written, or is damaged
   */
  public static Tokens open(FileSystem files, @Nullable String preset, SecureRandom random)
      throws IOException {
    if (preset != null) {
      check(preset);
    }
    List<TokenEntry> kept = TokenFile.read(files);
    if (kept != null && (preset == null || isAdmins(kept, preset))) {
      return new Tokens(kept, null);
    }
    String token = preset == null ? randomToken(random) : preset;
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    List<TokenEntry> entries = List.of(TokenEntry.of(ADMIN, token, salt, ITERATIONS));
    TokenFile.write(files, entries);
    return new Tokens(entries, preset == null ? token : null);
  }

  /** The admin's token if it was made just now, to be shown once; else null. */
  public @Nullable String createdToken() {
    return created;
  }

  /**
   * Returns the principal a token belongs to; {@link Principal#ANONYMOUS} if the token is not
   * valid. Takes the same time wherever a wrong token differs from a valid one.
   */
  public Principal authenticate(String token) {
    if (token.isEmpty() || token.length() > MAX_TOKEN_CHARS) {
      return Principal.ANONYMOUS;
    }
    byte[] hash = TokenEntry.hashOf(token);
    Principal found = Principal.ANONYMOUS;
    for (TokenEntry entry : entries) {
      if (entry.hasHash(hash)) {
        found = entry.principal();
      }
    }
    return found;
  }

  /**
   * What SCRAM needs to check a user's token. For a user that does not exist it is one that no
   * password fits, and always the same, so that asking does not tell who exists.
   */
  public ScramVerifier verifier(String user) {
    for (TokenEntry entry : entries) {
      if (entry.user().equals(user)) {
        return entry.verifier();
      }
    }
    byte[] secret = entries.get(0).verifier().storedKey();
    byte[] name = user.getBytes(StandardCharsets.UTF_8);
    byte[] derived = ScramVerifier.hmac(secret, name);
    byte[] fitsNothing = ScramVerifier.hmac(secret, derived);
    return new ScramVerifier(
        Arrays.copyOf(derived, SALT_BYTES), ITERATIONS, fitsNothing, fitsNothing);
  }

  private static boolean isAdmins(List<TokenEntry> entries, String token) {
    byte[] hash = TokenEntry.hashOf(token);
    return entries.stream().anyMatch(e -> e.user().equals(ADMIN) && e.hasHash(hash));
  }

  private static String randomToken(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void check(String token) {
    boolean visible = token.chars().allMatch(c -> c > ' ' && c < 0x7F);
    if (token.isEmpty() || token.length() > MAX_TOKEN_CHARS || !visible) {
      throw new IllegalArgumentException(
          "the admin token must be 1 to "
              + MAX_TOKEN_CHARS
              + " visible ASCII characters without blanks");
    }
  }
}
