package io.pitwall.storage.segment;

import io.pitwall.storage.encoding.BlockDecoder;
import io.pitwall.storage.encoding.BlockEncoder;
import io.pitwall.storage.encoding.Effort;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.limit.FormatLimits;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of any length in chunks of at most 1,024 numbers, each encoded as a block is and preceded
 * by its length. Owned by one thread.
 */
final class ArrayCodec {
  private static final int CHUNK = FormatLimits.BLOCK_ROWS;

  private @Nullable BlockEncoder encoder;
  private @Nullable BlockDecoder decoder;
  private final ByteSink chunk = new ByteSink(1024);

  /** Made when first needed: most codecs only read, and each of the two holds working arrays. */
  private BlockEncoder encoder() {
    BlockEncoder made = encoder;
    if (made == null) {
      made = new BlockEncoder(Effort.THOROUGH);
      encoder = made;
    }
    return made;
  }

  private BlockDecoder decoder() {
    BlockDecoder made = decoder;
    if (made == null) {
      made = new BlockDecoder();
      decoder = made;
    }
    return made;
  }

  void putLongs(long[] values, int count, ByteSink sink) {
    for (int from = 0; from < count; from += CHUNK) {
      chunk.clear();
      encoder().encodeLongs(values, from, Math.min(CHUNK, count - from), chunk);
      putChunk(sink);
    }
  }

  void putDoubles(double[] values, int count, ByteSink sink) {
    for (int from = 0; from < count; from += CHUNK) {
      chunk.clear();
      encoder().encodeDoubles(values, from, Math.min(CHUNK, count - from), chunk);
      putChunk(sink);
    }
  }

  void putInts(int[] values, int count, ByteSink sink) {
    long[] longs = new long[count];
    for (int i = 0; i < count; i++) {
      longs[i] = values[i];
    }
    putLongs(longs, count, sink);
  }

  private void putChunk(ByteSink sink) {
    sink.putVarInt(chunk.size());
    sink.putBytes(chunk.array(), 0, chunk.size());
  }

  /**
   * @param count already known to be plausible: as many are allocated
   */
  long[] getLongs(int count, ByteSource source) {
    long[] values = new long[count];
    for (int from = 0; from < count; from += CHUNK) {
      byte[] bytes = source.readBytes(source.readVarInt());
      decoder().decodeLongs(bytes, 0, bytes.length, Math.min(CHUNK, count - from), values, from);
    }
    return values;
  }

  double[] getDoubles(int count, ByteSource source) {
    double[] values = new double[count];
    for (int from = 0; from < count; from += CHUNK) {
      byte[] bytes = source.readBytes(source.readVarInt());
      decoder().decodeDoubles(bytes, 0, bytes.length, Math.min(CHUNK, count - from), values, from);
    }
    return values;
  }

  static void expectEnd(ByteSource source) {
    if (source.remaining() != 0) {
      throw new CorruptDataException(source.remaining() + " bytes too many");
    }
  }

  /** Numbers that must lie between two bounds, as ints. */
  int[] getInts(int count, int least, int greatest, ByteSource source) {
    long[] longs = getLongs(count, source);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      if (longs[i] < least || longs[i] > greatest) {
        throw new CorruptDataException(
            "a number is %d, not from %d to %d".formatted(longs[i], least, greatest));
      }
      values[i] = (int) longs[i];
    }
    return values;
  }
}
