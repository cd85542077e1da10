package io.pitwall.storage.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.CorruptDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EncodingTableTest {
  private static final Path PAGE = Path.of("../docs/formats/block-encodings-v1.md");

  @Test
  void thePageListsEveryEncodingAndNoOther() throws IOException {
    List<String> listed =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| \\d+ \\|.*"))
            .map(line -> line.substring(0, line.lastIndexOf(" | ")))
            .toList();
    List<String> known =
        EncodingRow.all().stream()
            .map(row -> "| " + row.code() + " | " + row.values() + " | " + row.name())
            .toList();
    assertThat(listed).as("encodings in %s", PAGE).isEqualTo(known);
  }

  /** Round trips and damage are only tested with encodings that some sample chooses. */
  @Test
  void theSampleBlocksChooseEveryEncodingOfLongsAndDoubles() {
    Random random = SeededRandom.create("EncodingTableTest");
    Set<Integer> chosen = new HashSet<>();
    BlockEncoder encoder = new BlockEncoder(Effort.THOROUGH);
    ByteSink out = new ByteSink(16);
    for (int count : SampleBlocks.COUNTS) {
      for (long[] values : SampleBlocks.longs(count, random)) {
        out.clear();
        encoder.encodeLongs(values, 0, count, out);
        chosen.add(out.array()[0] & 0xFF);
      }
      for (double[] values : SampleBlocks.doubles(count, random)) {
        out.clear();
        encoder.encodeDoubles(values, 0, count, out);
        chosen.add(out.array()[0] & 0xFF);
      }
    }
    assertThat(EncodingRow.all())
        .as("encodings that no block of SampleBlocks chooses")
        .filteredOn(row -> Set.of(EncodingRow.LONGS, EncodingRow.DOUBLES).contains(row.values()))
        .filteredOn(row -> !chosen.contains(row.code()))
        .isEmpty();
  }

  @Test
  void noCodeIsGivenTwiceAndZeroIsNone() {
    List<Integer> codes = EncodingRow.all().stream().map(EncodingRow::code).toList();
    assertThat(codes).doesNotHaveDuplicates().doesNotContain(0);
  }

  @Test
  void everyOtherCodeIsDamage() {
    List<Integer> codes =
        EncodingRow.all().stream()
            .filter(row -> row.values().equals(EncodingRow.LONGS))
            .map(EncodingRow::code)
            .toList();
    BlockDecoder decoder = new BlockDecoder();
    for (int code = 0; code < 256; code++) {
      if (!codes.contains(code)) {
        byte[] block = {(byte) code};
        assertThatThrownBy(() -> decoder.decodeLongs(block, 0, 1, 1, new long[1], 0))
            .isInstanceOf(CorruptDataException.class)
            .hasMessage("unknown encoding " + (block[0] & 0xFF) + " of a block of longs");
      }
    }
  }
}
