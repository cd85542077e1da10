package io.pitwall.storage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileHeaderTest {
  private static FileHeader header(int magicBytes, int version) {
    return new FileHeader("thing", 0x0102_0304_0506_0708L, magicBytes, version, 32);
  }

  private static byte[] sealed(FileHeader header) {
    byte[] bytes = header.create();
    LittleEndian.putLong(bytes, 16, 42);
    header.seal(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void aSealedHeaderIsValidAlsoAtTheStartOfAFile(int magicBytes) {
    FileHeader header = header(magicBytes, 1);
    byte[] file = Arrays.copyOf(sealed(header), 100);
    assertThat(header.isValid(file)).isTrue();
    assertThatCode(() -> header.check("a/file", file)).doesNotThrowAnyException();
    assertThat(header.checksumOf(file)).isEqualTo(Checksum.of(file, 0, 28));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void everyFlippedByteIsFoundAndNamesTheFile(int magicBytes) {
    FileHeader header = header(magicBytes, 1);
    for (int i = 0; i < 32; i++) {
      byte[] damaged = sealed(header);
      damaged[i] ^= 4;
      assertThat(header.isValid(damaged)).isFalse();
      assertThatThrownBy(() -> header.check("a/file", damaged))
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining("'a/file'");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 31})
  void aFileThatEndsInItsHeaderIsDamaged(int length) {
    FileHeader header = header(8, 1);
    byte[] cut = Arrays.copyOf(sealed(header), length);
    assertThat(header.isValid(cut)).isFalse();
    assertThatThrownBy(() -> header.check("a/file", cut)).isInstanceOf(DamagedFileException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void anotherVersionIsUnknownAndNotDamage(int magicBytes) {
    byte[] newer = sealed(header(magicBytes, 2));
    FileHeader header = header(magicBytes, 1);
    assertThat(header.isValid(newer)).isFalse();
    assertThatThrownBy(() -> header.check("a/file", newer))
        .isInstanceOf(UnknownFormatException.class)
        .hasMessageContaining("thing version 2");
  }
}
