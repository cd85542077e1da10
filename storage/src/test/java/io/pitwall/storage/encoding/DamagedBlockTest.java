package io.pitwall.storage.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.limit.FormatLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DamagedBlockTest {
  private static final int[] COUNTS = {1, 3, 40, 300};

  private final Random random = SeededRandom.create("DamagedBlockTest");
  private final BlockDecoder decoder = new BlockDecoder();

  /** Reads a block into room of exactly its rows. */
  private interface Reader {
    void read(byte[] bytes, int length);
  }

  /**
   * Every way of cutting and every changed byte gives values or the one exception: any other fails
   * the test.
   */
  private void damage(byte[] block, Reader reader) {
    reader.read(block, block.length);
    for (int length = 0; length < block.length; length++) {
      int cut = length;
      byte[] bytes = Arrays.copyOf(block, cut);
      assertThatThrownBy(() -> reader.read(bytes, cut)).isInstanceOf(CorruptDataException.class);
    }
    byte[] longer = Arrays.copyOf(block, block.length + 1);
    assertThatThrownBy(() -> reader.read(longer, longer.length))
        .isInstanceOf(CorruptDataException.class);
    for (int at = 0; at < block.length; at++) {
      // The head of a block is where each value of a byte means something else.
      for (int change = 1; change < 256; change += at < 24 ? 1 : 83) {
        byte[] bytes = block.clone();
        bytes[at] ^= (byte) change;
        try {
          reader.read(bytes, bytes.length);
        } catch (CorruptDataException expected) {
          assertThat(expected).hasMessageMatching(".+");
        }
      }
    }
  }

  private static byte[] bytesOf(ByteSink out) {
    return Arrays.copyOf(out.array(), out.size());
  }

  @Test
  void longsThatAreDamagedAreRefusedOrReadWithinBounds() {
    for (int count : COUNTS) {
      for (long[] values : SampleBlocks.longs(count, random)) {
        ByteSink out = new ByteSink(16);
        new BlockEncoder(Effort.THOROUGH).encodeLongs(values, 0, count, out);
        long[] into = new long[count];
        damage(
            bytesOf(out), (bytes, length) -> decoder.decodeLongs(bytes, 0, length, count, into, 0));
      }
    }
  }

  @Test
  void doublesThatAreDamagedAreRefusedOrReadWithinBounds() {
    for (int count : COUNTS) {
      for (double[] values : SampleBlocks.doubles(count, random)) {
        ByteSink out = new ByteSink(16);
        new BlockEncoder(Effort.THOROUGH).encodeDoubles(values, 0, count, out);
        double[] into = new double[count];
        damage(
            bytesOf(out),
            (bytes, length) -> decoder.decodeDoubles(bytes, 0, length, count, into, 0));
      }
    }
  }

  @Test
  void codesThatAreDamagedAreRefusedOrReadWithinBounds() {
    for (int count : COUNTS) {
      ByteSink out = new ByteSink(16);
      new BlockEncoder(Effort.FAST).encodeCodes(random.ints(count, 0, 40).toArray(), 0, count, out);
      int[] into = new int[count];
      damage(
          bytesOf(out), (bytes, length) -> decoder.decodeCodes(bytes, 0, length, count, into, 0));
    }
  }

  @Test
  void textThatIsDamagedIsRefusedOrReadWithinBounds() {
    TextBlock into = new TextBlock();
    for (String text : List.of("lap ", "a caution for debris in turn four, then green ")) {
      int count = 20;
      byte[] utf8 = text.repeat(count).getBytes(StandardCharsets.UTF_8);
      int[] ends = new int[count];
      Arrays.setAll(ends, i -> (i + 1) * text.length());
      ends[3]--;
      ByteSink out = new ByteSink(16);
      new BlockEncoder(Effort.THOROUGH).encodeText(utf8, ends, 0, count, out);
      damage(bytesOf(out), (bytes, length) -> decoder.decodeText(bytes, 0, length, count, into));
    }
    assertThat(into.utf8.length).isLessThanOrEqualTo(FormatLimits.BLOCK_TEXT_BYTES);
  }

  @Test
  void presenceThatIsDamagedIsRefusedOrReadWithinBounds() {
    for (int count : COUNTS) {
      for (int oneIn : new int[] {1, 2, 50}) {
        long[] bits = new long[(count + 63) / 64];
        for (int i = 0; i < count; i++) {
          bits[i / 64] |= (random.nextInt(oneIn) == 0 ? 1L : 0L) << i;
        }
        ByteSink out = new ByteSink(16);
        new BlockEncoder(Effort.FAST).encodePresence(bits, 0, count, out);
        long[] into = new long[bits.length];
        damage(
            bytesOf(out),
            (bytes, length) -> decoder.decodePresence(bytes, 0, length, count, into, 0));
      }
    }
  }

  @Test
  void noiseIsRefusedOrReadWithinBounds() {
    long[] longs = new long[FormatLimits.BLOCK_ROWS];
    double[] doubles = new double[FormatLimits.BLOCK_ROWS];
    TextBlock text = new TextBlock();
    List<EncodingRow> encodings = EncodingRow.all();
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      int count = 1 + random.nextInt(FormatLimits.BLOCK_ROWS);
      if (bytes.length > 0) {
        bytes[0] = (byte) encodings.get(random.nextInt(encodings.size())).code();
      }
      survive(() -> decoder.decodeLongs(bytes, 0, bytes.length, count, longs, 0));
      survive(() -> decoder.decodeDoubles(bytes, 0, bytes.length, count, doubles, 0));
      survive(() -> decoder.decodeText(bytes, 0, bytes.length, count, text));
      survive(() -> decoder.decodePresence(bytes, 0, bytes.length, count, longs, 0));
    }
  }

  private static void survive(Runnable read) {
    try {
      read.run();
    } catch (CorruptDataException expected) {
      assertThat(expected).hasMessageMatching(".+");
    }
  }

  @Test
  void anUnknownEncodingIsNamed() {
    byte[] bytes = {(byte) 250, 0};
    assertThatThrownBy(() -> decoder.decodeLongs(bytes, 0, 2, 5, new long[5], 0))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("250");
    assertThatThrownBy(() -> decoder.decodeDoubles(bytes, 0, 2, 5, new double[5], 0))
        .hasMessageContaining("250");
    assertThatThrownBy(() -> decoder.decodePresence(bytes, 0, 2, 5, new long[1], 0))
        .hasMessageContaining("250");
    assertThatThrownBy(() -> decoder.decodeText(bytes, 0, 2, 5, new TextBlock()))
        .hasMessageContaining("250");
  }
}
