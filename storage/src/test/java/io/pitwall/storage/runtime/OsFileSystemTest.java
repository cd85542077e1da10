package io.pitwall.storage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.simulation.Chance;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsFileSystemTest {

  @TempDir Path directory;
  private OsFileSystem files;

  @BeforeEach
  void open() throws IOException {
    files = OsFileSystem.open(directory.resolve("data"));
  }

  @Test
  void aMountPointsOwnDirectoryIsNotListed() throws IOException {
    Files.createDirectory(files.root().resolve("lost+found"));
    files.create("a").close();
    assertThat(files.list("")).containsExactly("a");
  }

  @Test
  void aFileThatMayNotBeWrittenCanBeOpenedForReading() throws IOException {
    try (StoredFile file = files.create("a")) {
      file.write(0, new byte[] {7}, 0, 1);
    }
    Files.setPosixFilePermissions(
        files.root().resolve("a"), PosixFilePermissions.fromString("r--------"));
    try (StoredFile file = files.openForReading("a")) {
      byte[] read = new byte[1];
      file.read(0, read, 0, 1);
      assertThat(read[0]).isEqualTo((byte) 7);
      assertThatThrownBy(() -> file.write(0, read, 0, 1)).isInstanceOf(Exception.class);
    }
  }

  @Test
  void theDisksUsableBytesAreKnown() throws IOException {
    assertThat(files.usableBytes()).isPositive();
  }

  @Test
  void bytesAreReadBackWhereTheyWereWrittenAcrossManyChunks() throws IOException {
    byte[] bytes = new byte[1_000_003];
    new Chance(1).fill(bytes, 0, bytes.length);
    byte[] back = new byte[bytes.length];
    try (StoredFile file = files.create("a")) {
      file.write(77, bytes, 3, bytes.length - 3);
      file.force();
      file.read(77, back, 3, bytes.length - 3);
      assertThat(file.size()).isEqualTo(77 + bytes.length - 3);
      assertThat(file.readUpTo(file.size() - 5, new byte[9], 1, 8)).isEqualTo(5);
      assertThat(file.readUpTo(file.size() + 5, new byte[9], 1, 8)).isZero();
      assertThatThrownBy(() -> file.read(file.size() - 5, new byte[6], 0, 6))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("'a' ends at");
    }
    bytes[0] = bytes[1] = bytes[2] = 0;
    assertThat(Arrays.equals(back, bytes)).isTrue();
  }

  @Test
  void aFileIsNeverCreatedTwiceNorRenamedOverAnother() throws IOException {
    files.create("a").close();
    files.create("b").close();
    assertThatThrownBy(() -> files.create("a")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> files.rename("a", "b")).isInstanceOf(IOException.class);
    files.createDirectories("x/y");
    files.rename("a", "x/y/a");
    files.syncDirectory("x/y");
    files.syncDirectory("");
    assertThat(files.list("x/y")).containsExactly("a");
    assertThat(files.list("")).containsExactly("b", "x");
  }

  @Test
  void pathsThatLeaveTheRootAreRefused() {
    for (String path : new String[] {"/etc/passwd", "../a", "a/../../b", "a//b", "a/.", "a\0b"}) {
      assertThatThrownBy(() -> files.create(path)).as(path).isInstanceOf(IOException.class);
    }
  }

  @Test
  void filesAndDirectoriesAreForTheirOwnerOnly() throws IOException {
    files.createDirectories("x");
    files.create("x/a").close();
    assertThat(permissions("x")).isEqualTo("rwx------");
    assertThat(permissions("x/a")).isEqualTo("rw-------");
    assertThat(permissions("")).isEqualTo("rwx------");
  }

  private String permissions(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(files.root().resolve(path)));
  }

  @Test
  void aSecondStoreInThisProcessIsTurnedAwayUntilTheFirstLetsGo() throws IOException {
    OsFileSystem again = OsFileSystem.open(directory.resolve("data"));
    FileSystem.Lock lock = files.lock("lock");
    assertThatThrownBy(() -> again.lock("lock"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("already open in this process");
    lock.close();
    lock.close();
    again.lock("lock").close();
  }

  @Test
  void anotherProcessIsTurnedAwayWithTheNumberOfTheHolder() throws Exception {
    try (FileSystem.Lock lock = files.lock("lock")) {
      assertThat(lock).isNotNull();
      assertThat(lockInAnotherProcess())
          .contains("in use by another process (process " + ProcessHandle.current().pid() + ")");
    }
    assertThat(lockInAnotherProcess()).contains("got it");
  }

  private String lockInAnotherProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockTaker.class.getName(),
                files.root().toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  /** Run as a process of its own. */
  static final class LockTaker {
    private LockTaker() {}

    public static void main(String[] arguments) throws IOException {
      try (FileSystem.Lock lock = OsFileSystem.open(Path.of(arguments[0])).lock("lock")) {
        System.out.println("got it: " + (lock != null));
      }
    }
  }
}
