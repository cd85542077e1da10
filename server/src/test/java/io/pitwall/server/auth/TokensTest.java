package io.pitwall.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.runtime.OsFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
  @TempDir private Path directory;

  @Test
  void theFirstStartMakesATokenAndShowsItOnce() throws IOException {
    Tokens first = open(null);
    String token = Objects.requireNonNull(first.createdToken());
    assertThat(token).matches("pw_[A-Za-z0-9_-]{43}");
    assertThat(first.authenticate(token).isAuthenticated()).isTrue();

    Tokens second = open(null);
    assertThat(second.createdToken()).isNull();
    assertThat(second.authenticate(token).isAuthenticated()).isTrue();
    assertThat(second.authenticate(token + "x").isAuthenticated()).isFalse();
    assertThat(second.authenticate("").isAuthenticated()).isFalse();
  }

  @Test
  void aPresetTokenReplacesTheOneThereWas() throws IOException {
    String made = Objects.requireNonNull(open(null).createdToken());
    Tokens tokens = open("my-own-token");
    assertThat(tokens.createdToken()).isNull();
    assertThat(tokens.authenticate("my-own-token").isAuthenticated()).isTrue();
    assertThat(tokens.authenticate(made).isAuthenticated()).isFalse();
    assertThat(open(null).authenticate("my-own-token").isAuthenticated()).isTrue();
    assertThat(files()).hasSize(1);
  }

  @Test
  void aPresetTokenThatIsKeptAlreadyLeavesTheFileAlone() throws IOException {
    open("my-own-token");
    List<Path> before = files();
    open("my-own-token");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aPresetTokenMustBeVisibleAscii() {
    for (String bad : List.of("", "two words", "schlüssel", "a".repeat(257))) {
      assertThatThrownBy(() -> open(bad)).hasMessageContaining("visible ASCII");
    }
  }

  @Test
  void aTokenTellsWhoseItIsAndAnInvalidOneIsAnonymous() throws IOException {
    Tokens tokens = open("my-own-token");
    assertThat(tokens.authenticate("my-own-token")).isEqualTo(Principal.ofUser(Tokens.ADMIN));
    assertThat(tokens.authenticate("my-own-toke")).isSameAs(Principal.ANONYMOUS);
    assertThatThrownBy(() -> new Principal("", Principal.Access.ALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFileHoldsNoTokenAndOnlyItsOwnerReadsIt() throws IOException {
    String token = Objects.requireNonNull(open(null).createdToken());
    Path file = files().get(0);
    assertThat(Files.readString(file)).doesNotContain(token);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void everyDamagedByteIsNoticed() throws IOException {
    open("my-own-token");
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(() -> open(null)).as("byte " + i).hasMessageContaining("auth/tokens-1");
    }
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> open(null)).hasMessageContaining("damaged");
    }
  }

  @Test
  void whatACrashLeftUnfinishedIsWrittenAnew() throws IOException {
    Files.createDirectories(directory.resolve("auth"));
    Files.writeString(directory.resolve("auth/tokens.new"), "pitwall-tok");
    String token = Objects.requireNonNull(open(null).createdToken());
    assertThat(open(null).authenticate(token).isAuthenticated()).isTrue();
  }

  @Test
  void ofTwoFilesThatACrashLeftTheNewerCounts() throws IOException {
    open("the-first");
    byte[] first = Files.readAllBytes(files().get(0));
    open("the-second");
    Files.write(directory.resolve("auth/tokens-1"), first);
    assertThat(open(null).authenticate("the-second").isAuthenticated()).isTrue();
  }

  @Test
  void usersThatDoNotExistHaveAVerifierThatStaysTheSame() throws IOException {
    Tokens tokens = open("my-own-token");
    ScramVerifier nobody = tokens.verifier("nobody");
    assertThat(nobody.salt()).isEqualTo(open(null).verifier("nobody").salt());
    assertThat(nobody.salt()).isNotEqualTo(tokens.verifier("other").salt());
    assertThat(nobody.iterations()).isEqualTo(tokens.verifier(Tokens.ADMIN).iterations());
  }

  private Tokens open(@Nullable String preset) throws IOException {
    try (OsFileSystem files = OsFileSystem.open(directory)) {
      return Tokens.open(files, preset, new SecureRandom());
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("auth"))) {
      return files.toList();
    }
  }
}
