package io.pitwall.storage.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryFileSystemTest {
  private final MemoryFileSystem files = new MemoryFileSystem();

  @Test
  void bytesAreReadBackWhereTheyWereWritten() throws IOException {
    try (StoredFile file = files.create("a")) {
      file.write(10, new byte[] {0, 1, 2, 3}, 1, 3);
      byte[] back = new byte[6];
      assertThat(file.readUpTo(9, back, 1, 5)).isEqualTo(4);
      assertThat(back).containsExactly(0, 0, 1, 2, 3, 0);
      assertThat(file.readUpTo(13, back, 0, 6)).isZero();
      assertThat(file.readUpTo(99, back, 0, 6)).isZero();
      assertThat(file.size()).isEqualTo(13);
      assertThatThrownBy(() -> file.read(9, back, 0, 5))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("'a' ends at 13");
      file.truncate(11);
      file.write(12, new byte[] {9}, 0, 1);
      file.read(10, back, 0, 3);
      assertThat(back).startsWith(1, 0, 9);
    }
    assertThat(files.size("a")).isEqualTo(13);
  }

  @Test
  void namesAreThoseOfTheirDirectory() throws IOException {
    files.createDirectories("x/y");
    files.createDirectories("x/y");
    files.create("x/y/b").close();
    files.create("x/y/a").close();
    files.rename("x/y/a", "c");
    assertThat(files.list("")).isEqualTo(List.of("c", "x"));
    assertThat(files.list("x/y")).containsExactly("b");
    assertThat(files.exists("x/y/a")).isFalse();
    files.delete("x/y/b");
    files.delete("x/y");
    assertThat(files.list("x")).isEmpty();
  }

  @Test
  void whatIsMissingOrInTheWayIsNamed() throws IOException {
    files.createDirectories("x");
    files.create("x/a").close();
    files.create("b").close();
    assertThatThrownBy(() -> files.create("b")).hasMessageContaining("'b' exists already");
    assertThatThrownBy(() -> files.rename("b", "x/a")).hasMessageContaining("'x/a' exists");
    assertThatThrownBy(() -> files.open("c")).hasMessageContaining("no file 'c'");
    assertThatThrownBy(() -> files.create("z/a")).hasMessageContaining("no directory 'z'");
    assertThatThrownBy(() -> files.createDirectories("b")).hasMessageContaining("directory 'b'");
    assertThatThrownBy(() -> files.delete("x")).hasMessageContaining("not empty");
    assertThatThrownBy(() -> files.delete("y")).hasMessageContaining("does not exist");
    try (FileSystem.Lock lock = files.lock("LOCK")) {
      assertThatThrownBy(() -> files.lock("LOCK")).hasMessageContaining("locked already");
      assertThat(lock).isNotNull();
    }
    files.lock("LOCK").close();
  }
}
