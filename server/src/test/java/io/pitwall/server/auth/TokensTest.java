package io.pitwall.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.runtime.FileSystem;
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
  private static final String MY_OWN = "my-own-token-for-tests";
  private static final String MY_OTHER = "my-other-token-for-tests";

  @TempDir private Path directory;

  @Test
  void theFirstStartMakesATokenAndShowsItOnce() throws IOException {
    Tokens first = read(null);
    String token = Objects.requireNonNull(first.save());
    assertThat(token).matches("pw_[A-Za-z0-9_-]{43}");
    assertThat(first.authenticate(token).isAuthenticated()).isTrue();
    assertThat(first.save()).isNull();

    Tokens second = read(null);
    assertThat(second.save()).isNull();
    assertThat(second.authenticate(token).isAuthenticated()).isTrue();
    assertThat(second.authenticate(token + "x").isAuthenticated()).isFalse();
    assertThat(second.authenticate("").isAuthenticated()).isFalse();
  }

  @Test
  void aPresetTokenReplacesTheOneThereWas() throws IOException {
    String made = firstToken();
    Tokens tokens = open(MY_OWN);
    assertThat(tokens.authenticate(MY_OWN).isAuthenticated()).isTrue();
    assertThat(tokens.authenticate(made).isAuthenticated()).isFalse();
    assertThat(open(null).authenticate(MY_OWN).isAuthenticated()).isTrue();
    assertThat(files()).hasSize(1);
  }

  @Test
  void aPresetTokenThatIsKeptAlreadyLeavesTheFileAlone() throws IOException {
    open(MY_OWN);
    List<Path> before = files();
    open(MY_OWN);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aPresetTokenMustBeVisibleAscii() {
    for (String bad : List.of("two words of a token", "der-schlüssel-des-hauses")) {
      assertThatThrownBy(() -> open(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("20 to 256 visible ASCII characters")
          .hasMessageNotContaining(bad);
    }
    assertThat(directory.resolve("auth")).doesNotExist();
  }

  @Test
  void aPresetTokenThatIsTooShortOrTooLongIsRefusedWithTheWayToAGoodOne() throws IOException {
    for (int length : List.of(0, 1, 19, 257)) {
      assertThatThrownBy(() -> open("a".repeat(length)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("PITWALL_ADMIN_TOKEN")
          .hasMessageContaining("this one has " + length)
          .hasMessageContaining("'openssl rand -hex 32' makes a good one");
    }
    for (int length : List.of(20, 256)) {
      String token = "a".repeat(length);
      assertThat(open(token).authenticate(token).isAuthenticated()).isTrue();
    }
  }

  @Test
  void aTokenTellsWhoseItIsAndAnInvalidOneIsAnonymous() throws IOException {
    Tokens tokens = open(MY_OWN);
    assertThat(tokens.authenticate(MY_OWN)).isEqualTo(Principal.ofUser(Tokens.ADMIN));
    assertThat(tokens.authenticate(MY_OWN.substring(1))).isSameAs(Principal.ANONYMOUS);
    assertThatThrownBy(() -> new Principal("", Principal.Access.ALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFileHoldsNoTokenAndOnlyItsOwnerReadsIt() throws IOException {
    String token = firstToken();
    Path file = files().get(0);
    assertThat(Files.readString(file)).doesNotContain(token);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void everyDamagedByteIsNoticed() throws IOException {
    open(MY_OWN);
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
    String token = firstToken();
    assertThat(open(null).authenticate(token).isAuthenticated()).isTrue();
  }

  @Test
  void ofTwoFilesThatACrashLeftTheNewerCounts() throws IOException {
    open(MY_OWN);
    byte[] first = Files.readAllBytes(files().get(0));
    open(MY_OTHER);
    Files.write(directory.resolve("auth/tokens-1"), first);
    assertThat(open(null).authenticate(MY_OTHER).isAuthenticated()).isTrue();
  }

  @Test
  void usersThatDoNotExistHaveAVerifierThatStaysTheSame() throws IOException {
    Tokens tokens = open(MY_OWN);
    ScramVerifier nobody = tokens.verifier("nobody");
    assertThat(nobody.salt()).isEqualTo(open(null).verifier("nobody").salt());
    assertThat(nobody.salt()).isNotEqualTo(tokens.verifier("other").salt());
    assertThat(nobody.iterations()).isEqualTo(tokens.verifier(Tokens.ADMIN).iterations());
  }

  @Test
  void aStartThatFailsBeforeItsLastStepKeepsNoToken() throws IOException {
    read(null);
    assertThat(directory.resolve("auth")).doesNotExist();
    assertThat(read(null).save()).isNotNull();
  }

  @Test
  void aPresetTokenLeavesTheTokensOfOthersAlone() throws IOException {
    open(MY_OWN);
    String grafana = directory().create("grafana", new SecureRandom());
    Tokens tokens = open(MY_OTHER);
    assertThat(tokens.authenticate(grafana)).isEqualTo(Principal.ofUser("grafana"));
    assertThat(tokens.authenticate(MY_OWN).isAuthenticated()).isFalse();
    assertThat(directory().names()).containsExactly("admin", "grafana");
  }

  @Test
  void aRunningServerTakesWhatACommandHasChanged() throws IOException {
    Tokens running = open(MY_OWN);
    String grafana = directory().create("grafana", new SecureRandom());
    assertThat(running.authenticate(grafana).isAuthenticated()).isFalse();
    running.reload();
    assertThat(running.authenticate(grafana)).isEqualTo(Principal.ofUser("grafana"));
    directory().revoke("grafana");
    String admin = directory().resetAdmin(new SecureRandom());
    running.reload();
    assertThat(running.authenticate(grafana).isAuthenticated()).isFalse();
    assertThat(running.authenticate(MY_OWN).isAuthenticated()).isFalse();
    assertThat(running.authenticate(admin)).isEqualTo(Principal.ofUser(Tokens.ADMIN));
  }

  @Test
  void aRunningServerKeepsItsTokensIfTheChangedFileIsDamagedOrGone() throws IOException {
    Tokens running = open(MY_OWN);
    Files.writeString(directory.resolve("auth/tokens-2"), "pitwall-tokens 1\n");
    assertThatThrownBy(running::reload).hasMessageContaining("damaged");
    assertThat(running.authenticate(MY_OWN).isAuthenticated()).isTrue();
    for (Path file : files()) {
      Files.delete(file);
    }
    running.reload();
    assertThat(running.authenticate(MY_OWN).isAuthenticated()).isTrue();
  }

  @Test
  void aTokenThatACommandMadeDuringTheStartWinsOverTheStarts() throws IOException {
    Tokens starting = read(null);
    String reset = directory().resetAdmin(new SecureRandom());
    assertThat(starting.save()).isNull();
    assertThat(starting.authenticate(reset).isAuthenticated()).isTrue();
  }

  @Test
  void whoeverChangesTheTokensDoesSoAlone() throws IOException {
    FileSystem.Lock lock = TokenFile.lock(OsFileSystem.open(directory));
    assertThatThrownBy(() -> directory().resetAdmin(new SecureRandom()))
        .hasMessageContaining("try again");
    lock.close();
    directory().resetAdmin(new SecureRandom());
  }

  @Test
  void namesOfTokensAreShortAndPlainAndNotTaken() throws IOException {
    open(MY_OWN);
    TokenDirectory tokens = directory();
    SecureRandom random = new SecureRandom();
    for (String bad : List.of("", "a b", "-a", "a\n", "a".repeat(64), "é")) {
      assertThatThrownBy(() -> tokens.create(bad, random)).hasMessageContaining("name of a token");
    }
    tokens.create("a".repeat(63), random);
    assertThatThrownBy(() -> tokens.create("admin", random)).hasMessageContaining("already");
    assertThatThrownBy(() -> tokens.revoke("nobody")).hasMessageContaining("no token 'nobody'");
    assertThatThrownBy(() -> tokens.revoke("admin")).hasMessageContaining("reset");
  }

  @Test
  void thereAreAtMostAHundredTokens() throws IOException {
    open(MY_OWN);
    SecureRandom random = new SecureRandom();
    for (int i = 1; i < TokenDirectory.MAX_TOKENS.defaultInt(); i++) {
      directory().create("t" + i, random);
    }
    assertThat(directory().names()).hasSize(100);
    assertThatThrownBy(() -> directory().create("more", random))
        .hasMessageContaining("100 tokens")
        .hasMessageContaining("max-tokens");
  }

  @Test
  void aDirectoryWithoutTokensGetsTheAdminsFirst() throws IOException {
    assertThat(directory().names()).isEmpty();
    assertThatThrownBy(() -> directory().create("grafana", new SecureRandom()))
        .hasMessageContaining("no tokens yet");
    String admin = directory().resetAdmin(new SecureRandom());
    assertThat(open(null).authenticate(admin).isAuthenticated()).isTrue();
  }

  private TokenDirectory directory() throws IOException {
    return new TokenDirectory(OsFileSystem.open(directory));
  }

  private String firstToken() throws IOException {
    return Objects.requireNonNull(read(null).save());
  }

  /** As a whole start does. */
  private Tokens open(@Nullable String preset) throws IOException {
    Tokens tokens = read(preset);
    tokens.save();
    return tokens;
  }

  private Tokens read(@Nullable String preset) throws IOException {
    return Tokens.open(OsFileSystem.open(directory), preset, new SecureRandom());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("auth"))) {
      return files.filter(file -> !file.endsWith("LOCK")).toList();
    }
  }
}
