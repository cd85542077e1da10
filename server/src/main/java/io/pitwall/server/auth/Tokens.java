package io.pitwall.server.auth;

import static java.util.Objects.requireNonNull;

import io.pitwall.storage.runtime.Agent;
import io.pitwall.storage.runtime.FileSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that open this server. Safe for all threads.
 *
 * <p>There is one of the user {@link #ADMIN}, and those that commands have made ({@link
 * TokenDirectory}). Their users may all do everything.
 *
 * <p>The admin's token of a first start is written by {@link #save} only, as the last step of the
 * start: a start that fails leaves no token that nobody has seen.
 */
public final class Tokens {
  /** The user that every server has. */
  public static final String ADMIN = "admin";

  /** The longest token that is looked at. */
  public static final int MAX_TOKEN_CHARS = 256;

  /** The shortest token that a server takes from whoever starts it. */
  public static final int MIN_TOKEN_CHARS = 20;

  private final FileSystem files;

  /** What {@link #save} has to write; null if the file has it. */
  private @Nullable NewToken unsaved;

  /** Whether {@link #unsaved} is one that the caller does not know yet. */
  private final boolean isMade;

  private volatile List<TokenEntry> entries;

  /** The number of the file that the entries are from; 0 before the first. */
  private long number;

  private Tokens(
      FileSystem files, TokenFile.@Nullable Kept kept, @Nullable NewToken admin, boolean isMade) {
    this.files = files;
    this.unsaved = admin;
    this.isMade = isMade;
    this.number = kept == null ? 0 : kept.number();
    this.entries = admin == null ? requireNonNull(kept).entries() : withAdmin(kept, admin.entry());
  }

  /**
   * Reads the tokens of a data directory; makes the admin's if there is none. Writes nothing: that
   * does {@link #save}.
   *
   * @param preset the admin's token from now on, or null to keep the one there is, or to make one
   * @throws IllegalArgumentException if the preset token is too short, too long, or holds other
   *     characters than visible ASCII; the message says how to make a good one, and does not repeat
   *     the token
   * @throws IOException if the file can't be read or is damaged
   */
  public static Tokens open(FileSystem files, @Nullable String preset, SecureRandom random)
      throws IOException {
    if (preset != null) {
      check(preset);
    }
    TokenFile.Kept kept = TokenFile.read(files);
    if (kept != null && (preset == null || isAdmins(kept.entries(), preset))) {
      return new Tokens(files, kept, null, false);
    }
    NewToken admin =
        preset == null ? NewToken.random(ADMIN, random) : NewToken.of(ADMIN, preset, random);
    return new Tokens(files, kept, admin, preset == null);
  }

  /**
   * Writes down the admin's token, if it is a new one. Tokens that a command made meanwhile stay.
   *
   * @return the admin's token if it was made here, to be shown once; else null
   * @throws IOException if the file can't be read or written
   */
  public synchronized @Nullable String save() throws IOException {
    NewToken admin = unsaved;
    if (admin == null) {
      return null;
    }
    TokenFile.Kept saved =
        TokenFile.change(
            files,
            kept -> isMade && kept != null ? kept.entries() : withAdmin(kept, admin.entry()));
    take(saved);
    unsaved = null;
    return isMade && saved.entries().contains(admin.entry()) ? admin.token() : null;
  }

  /** Returns the work that takes what commands change while the server runs. */
  public Agent watch() {
    return new TokenWatch(this);
  }

  /**
   * Takes what a command has changed. If the file is gone, the tokens that were read last stay
   * valid until the server ends.
   *
   * @throws IOException if the changed file can't be read or is damaged; nothing changes then
   */
  synchronized void reload() throws IOException {
    if (unsaved != null || TokenFile.newest(files) == number) {
      return;
    }
    TokenFile.Kept kept = TokenFile.read(files);
    if (kept != null) {
      take(kept);
    }
  }

  private void take(TokenFile.Kept kept) {
    number = kept.number();
    entries = kept.entries();
  }

  /** Returns the kept entries with this one in place of the admin's. */
  static List<TokenEntry> withAdmin(TokenFile.@Nullable Kept kept, TokenEntry admin) {
    List<TokenEntry> entries = new ArrayList<>(List.of(admin));
    if (kept != null) {
      kept.entries().stream().filter(e -> !e.user().equals(ADMIN)).forEach(entries::add);
    }
    return List.copyOf(entries);
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
        Arrays.copyOf(derived, NewToken.SALT_BYTES), NewToken.ITERATIONS, fitsNothing, fitsNothing);
  }

  private static boolean isAdmins(List<TokenEntry> entries, String token) {
    byte[] hash = TokenEntry.hashOf(token);
    return entries.stream().anyMatch(e -> e.user().equals(ADMIN) && e.hasHash(hash));
  }

  private static void check(String token) {
    boolean isVisible = token.chars().allMatch(c -> c > ' ' && c < 0x7F);
    if (token.length() < MIN_TOKEN_CHARS || token.length() > MAX_TOKEN_CHARS || !isVisible) {
      throw new IllegalArgumentException(
          ("the admin token (PITWALL_ADMIN_TOKEN) must be %d to %d visible ASCII characters without"
                      + " blanks, and this one")
                  .formatted(MIN_TOKEN_CHARS, MAX_TOKEN_CHARS)
              + (isVisible ? " has " + token.length() : " has others")
              + "; 'openssl rand -hex 32' makes a good one");
    }
  }
}
