package io.pitwall.storage.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.storage.batch.WriteLimits;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.kernel.Kernels;
import io.pitwall.storage.kernel.ScalarKernels;
import io.pitwall.storage.kernel.VectorKernels;
import io.pitwall.storage.limit.FormatLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class BlockRoundTripTest {
  private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
  private static final int PADDING = 3;

  private final Random random = SeededRandom.create("BlockRoundTripTest");

  @Test
  void longsComeBackExactlyWithEitherEffort() {
    for (int count : SampleBlocks.COUNTS) {
      for (long[] values : SampleBlocks.longs(count, random)) {
        for (Effort effort : Effort.values()) {
          assertLongs(values, effort);
        }
      }
    }
  }

  private static void assertLongs(long[] values, Effort effort) {
    byte[] first = encodeLongs(values, effort, TWINS.get(0));
    assertThat(encodeLongs(values, effort, TWINS.get(1))).isEqualTo(first);
    assertThat(first.length).isLessThanOrEqualTo(1 + 8 * values.length + 10);
    for (Kernels kernels : TWINS) {
      long[] into = new long[values.length + 2 * PADDING];
      new BlockDecoder(kernels).decodeLongs(first, 0, first.length, values.length, into, PADDING);
      assertThat(Arrays.copyOfRange(into, PADDING, PADDING + values.length)).isEqualTo(values);
      assertThat(into[PADDING - 1] | into[PADDING + values.length]).isZero();
    }
    if (BlockDecoder.isConstant(first, 0)) {
      assertThat(BlockDecoder.constantLong(first, 0, first.length)).isEqualTo(values[0]);
    }
  }

  private static byte[] encodeLongs(long[] values, Effort effort, Kernels kernels) {
    ByteSink out = new ByteSink(1);
    long[] shifted = new long[values.length + PADDING];
    System.arraycopy(values, 0, shifted, PADDING, values.length);
    new BlockEncoder(effort, kernels).encodeLongs(shifted, PADDING, values.length, out);
    return Arrays.copyOf(out.array(), out.size());
  }

  @Test
  void doublesComeBackToTheBitWithEitherEffort() {
    for (int count : SampleBlocks.COUNTS) {
      for (double[] values : SampleBlocks.doubles(count, random)) {
        for (Effort effort : Effort.values()) {
          assertDoubles(values, effort);
        }
      }
    }
  }

  private static void assertDoubles(double[] values, Effort effort) {
    byte[] first = encodeDoubles(values, effort, TWINS.get(0));
    assertThat(encodeDoubles(values, effort, TWINS.get(1))).isEqualTo(first);
    assertThat(first.length).isLessThanOrEqualTo(2 + 8 * values.length);
    for (Kernels kernels : TWINS) {
      double[] into = new double[values.length + 2 * PADDING];
      new BlockDecoder(kernels).decodeDoubles(first, 0, first.length, values.length, into, PADDING);
      assertThat(bits(Arrays.copyOfRange(into, PADDING, PADDING + values.length)))
          .isEqualTo(bits(values));
      assertThat(into[PADDING - 1]).isZero();
      assertThat(into[PADDING + values.length]).isZero();
    }
    if (BlockDecoder.isConstant(first, 0)) {
      double constant = BlockDecoder.constantDouble(first, 0, first.length);
      assertThat(Double.doubleToRawLongBits(constant))
          .isEqualTo(Double.doubleToRawLongBits(values[0]));
    }
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  private static byte[] encodeDoubles(double[] values, Effort effort, Kernels kernels) {
    ByteSink out = new ByteSink(1);
    double[] shifted = new double[values.length + PADDING];
    System.arraycopy(values, 0, shifted, PADDING, values.length);
    new BlockEncoder(effort, kernels).encodeDoubles(shifted, PADDING, values.length, out);
    return Arrays.copyOf(out.array(), out.size());
  }

  @Test
  void aColumnThatChangesItsKindKeepsEveryBitThroughOneEncoder() {
    BlockEncoder encoder = new BlockEncoder(Effort.FAST);
    BlockDecoder decoder = new BlockDecoder();
    EncodingHint hint = new EncodingHint();
    for (int round = 0; round < 300; round++) {
      List<double[]> blocks =
          SampleBlocks.doubles(1 + random.nextInt(FormatLimits.BLOCK_ROWS), random);
      double[] values = blocks.get(random.nextInt(blocks.size()));
      ByteSink out = new ByteSink(16);
      encoder.encodeDoubles(values, 0, values.length, out, hint);
      double[] into = new double[values.length];
      decoder.decodeDoubles(out.array(), 0, out.size(), values.length, into, 0);
      assertThat(bits(into)).isEqualTo(bits(values));
    }
  }

  @Test
  void codesComeBack() {
    for (int count : SampleBlocks.COUNTS) {
      for (int bound : new int[] {1, 2, 40, 100_000, Integer.MAX_VALUE}) {
        int[] codes = random.ints(count, 0, bound).toArray();
        codes[0] = bound - 1;
        for (Effort effort : Effort.values()) {
          ByteSink out = new ByteSink(16);
          new BlockEncoder(effort).encodeCodes(codes, 0, count, out);
          int[] into = new int[count];
          new BlockDecoder().decodeCodes(out.array(), 0, out.size(), count, into, 0);
          assertThat(into).isEqualTo(codes);
          if (BlockDecoder.isConstant(out.array(), 0)) {
            assertThat(BlockDecoder.constantCode(out.array(), 0, out.size())).isEqualTo(codes[0]);
          }
        }
      }
    }
  }

  @Test
  void aNegativeLongIsNoCode() {
    ByteSink out = new ByteSink(16);
    new BlockEncoder(Effort.FAST).encodeLongs(new long[] {1, -1}, 0, 2, out);
    assertThatThrownBy(
            () -> new BlockDecoder().decodeCodes(out.array(), 0, out.size(), 2, new int[2], 0))
        .isInstanceOf(CorruptDataException.class);
  }

  @Test
  void textComesBackRawAndCompressed() {
    TextBlock into = new TextBlock();
    BlockDecoder decoder = new BlockDecoder();
    for (Effort effort : Effort.values()) {
      BlockEncoder encoder = new BlockEncoder(effort);
      for (int count : SampleBlocks.COUNTS) {
        assertText(encoder, decoder, into, count, i -> "");
        assertText(
            encoder,
            decoder,
            into,
            count,
            i -> "réglage " + i + " of the left front wing, lap " + i / 10);
        assertText(encoder, decoder, into, count, i -> Long.toHexString(random.nextLong()) + "🏁");
      }
    }
  }

  private static void assertText(
      BlockEncoder encoder,
      BlockDecoder decoder,
      TextBlock into,
      int count,
      IntFunction<String> text) {
    byte[] before = "before".getBytes(StandardCharsets.UTF_8);
    ByteSink utf8 = new ByteSink(16);
    utf8.putBytes(before, 0, before.length);
    int[] ends = new int[count + 1];
    ends[0] = before.length;
    for (int i = 0; i < count; i++) {
      byte[] string = text.apply(i).getBytes(StandardCharsets.UTF_8);
      utf8.putBytes(string, 0, string.length);
      ends[i + 1] = utf8.size();
    }
    ByteSink out = new ByteSink(16);
    encoder.encodeText(utf8.array(), ends, 1, count, out);
    decoder.decodeText(out.array(), 0, out.size(), count, into);
    assertThat(into.count).isEqualTo(count);
    int length = utf8.size() - before.length;
    assertThat(into.ends[count - 1]).isEqualTo(length);
    assertThat(Arrays.copyOf(into.utf8, length))
        .isEqualTo(Arrays.copyOfRange(utf8.array(), before.length, utf8.size()));
    for (int i = 0; i < count; i++) {
      assertThat(into.ends[i]).isEqualTo(ends[i + 1] - before.length);
    }
  }

  @Test
  void presenceComesBackAtAnyBitOffsetAndTouchesNoOtherBit() {
    for (int count : SampleBlocks.COUNTS) {
      for (int oneIn : new int[] {1, 2, 30, 400, Integer.MAX_VALUE}) {
        int from = random.nextInt(100);
        int to = random.nextInt(100);
        long[] bits = new long[20];
        for (int i = 0; i < count; i++) {
          bits[(from + i) / 64] |= (random.nextInt(oneIn) == 0 ? 1L : 0L) << (from + i);
        }
        ByteSink out = new ByteSink(16);
        new BlockEncoder(Effort.FAST).encodePresence(bits, from, count, out);
        assertThat(out.size()).isLessThanOrEqualTo(1 + (count + 7) / 8 + 1);
        long[] into = random.longs(20).toArray();
        long[] expected = into.clone();
        for (int i = 0; i < count; i++) {
          long bit = bits[(from + i) / 64] >>> (from + i) & 1;
          expected[(to + i) / 64] = expected[(to + i) / 64] & ~(1L << (to + i)) | bit << (to + i);
        }
        new BlockDecoder().decodePresence(out.array(), 0, out.size(), count, into, to);
        assertThat(into).isEqualTo(expected);
      }
    }
  }

  @Test
  void aCountOutOfRangeIsRefused() {
    ByteSink out = new ByteSink(16);
    BlockEncoder encoder = new BlockEncoder(Effort.FAST);
    assertThatThrownBy(() -> encoder.encodeLongs(new long[2000], 0, 1025, out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1025");
    assertThatThrownBy(() -> encoder.encodeLongs(new long[10], 5, 6, out))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Such a block must be possible, or rows that were acknowledged could never be sealed. */
  @Test
  void aBlockOfTheLongestStringsThatMayBeWrittenIsRead() {
    int length = WriteLimits.DEFAULT.maxStringBytes();
    byte[] utf8 = new byte[FormatLimits.BLOCK_ROWS * length];
    int[] ends = new int[FormatLimits.BLOCK_ROWS];
    for (int i = 0; i < ends.length; i++) {
      Arrays.fill(utf8, i * length, (i + 1) * length, (byte) ('a' + i % 26));
      ends[i] = (i + 1) * length;
    }
    assertThat(utf8).hasSize(FormatLimits.BLOCK_TEXT_BYTES);
    ByteSink out = new ByteSink(1 << 20);
    new BlockEncoder(Effort.FAST).encodeText(utf8, ends, 0, ends.length, out);
    TextBlock read = new TextBlock();
    new BlockDecoder().decodeText(out.array(), 0, out.size(), ends.length, read);
    assertThat(Arrays.equals(read.utf8, 0, utf8.length, utf8, 0, utf8.length)).isTrue();
  }

  @Test
  void tooMuchTextIsRefused() {
    assertThatThrownBy(() ->
            new BlockEncoder(Effort.FAST)
                .encodeText(
                    new byte[0],
                    new int[] {FormatLimits.BLOCK_TEXT_BYTES + 1},
                    0,
                    1,
                    new ByteSink(16)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(FormatLimits.BLOCK_TEXT_BYTES));
  }
}
