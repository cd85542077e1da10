package io.pitwall.server.auth;

import io.pitwall.storage.limit.Limit;
import io.pitwall.storage.runtime.FileSystem;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes the tokens of a data directory, whether a server runs on it or not; a running server
 * takes a change within a second. Each token has a name of its own, which is also the user of the
 * PostgreSQL wire. All may do everything.
 */
public final class TokenDirectory {
  /** How many tokens a server compares a caller's token with. */
  public static final Limit MAX_TOKENS =
      Limit.count("max-tokens", 100, "Most tokens of a data directory; one more is refused.");

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}";

  private final FileSystem files;

  /**
   * Makes the view of one directory.
   *
   * @param files the data directory
   */
  public TokenDirectory(FileSystem files) {
    this.files = files;
  }

  /** Returns the names of all tokens, in the order they were made in; empty before the first. */
  public List<String> names() throws IOException {
    TokenFile.Kept kept = TokenFile.read(files);
    return kept == null ? List.of() : kept.entries().stream().map(TokenEntry::user).toList();
  }

  /**
   * Makes a token.
   *
   * @return the token, which nobody can read again
   * @throws IllegalArgumentException if the name is not one, or is taken, or there are too many
   * @throws IOException if the file can't be read or written
   */
  public String create(String name, SecureRandom random) throws IOException {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is not a name of a token: 1 to 63 of A-Z a-z 0-9 _ . -, beginning with a letter"
              + " or a digit");
    }
    NewToken made = NewToken.random(name, random);
    TokenFile.change(files, kept -> with(entries(kept), made.entry()));
    return made.token();
  }

  private static List<TokenEntry> with(List<TokenEntry> entries, TokenEntry made) {
    String name = made.user();
    if (entries.stream().anyMatch(entry -> entry.user().equals(name))) {
      throw new IllegalArgumentException(
          "there is a token '" + name + "' already; revoke it first");
    }
    if (entries.size() >= MAX_TOKENS.defaultInt()) {
      throw new IllegalArgumentException(
          "there are " + entries.size() + " tokens, the most there may be " + MAX_TOKENS.clause());
    }
    entries.add(made);
    return entries;
  }

  /**
   * Makes a token useless.
   *
   * @throws IllegalArgumentException if there is none of this name, or it is the admin's, which can
   *     only be replaced
   * @throws IOException if the file can't be read or written
   */
  public void revoke(String name) throws IOException {
    if (name.equals(Tokens.ADMIN)) {
      throw new IllegalArgumentException(
          "the admin's token can't be revoked; 'reset' replaces it with a new one");
    }
    TokenFile.change(files, kept -> without(entries(kept), name));
  }

  private static List<TokenEntry> without(List<TokenEntry> entries, String name) {
    if (!entries.removeIf(entry -> entry.user().equals(name))) {
      throw new IllegalArgumentException("there is no token '" + name + "'");
    }
    return entries;
  }

  /**
   * Replaces the admin's token, or makes the first one. The other tokens stay.
   *
   * @return the token, which nobody can read again
   * @throws IOException if the file can't be read or written
   */
  public String resetAdmin(SecureRandom random) throws IOException {
    NewToken made = NewToken.random(Tokens.ADMIN, random);
    TokenFile.change(files, kept -> Tokens.withAdmin(kept, made.entry()));
    return made.token();
  }

  private static List<TokenEntry> entries(TokenFile.@Nullable Kept kept) {
    if (kept == null) {
      throw new IllegalArgumentException(
          "the data directory has no tokens yet: start the server once, or use 'reset' to make the"
              + " admin's");
    }
    return new ArrayList<>(kept.entries());
  }
}
