package io.pitwall.storage.segment;

import io.pitwall.storage.column.Dictionary;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings of a file by code, back to back in one array. Immutable. */
final class SegmentDictionary implements Dictionary {
  private final byte[] utf8;
  private final int[] ends;

  /** Takes over the arrays. */
  SegmentDictionary(byte[] utf8, int[] ends) {
    this.utf8 = utf8;
    this.ends = ends;
  }

  static void write(byte[] arena, int[] ends, int size, ArrayCodec codec, ByteSink sink) {
    long[] lengths = new long[size];
    for (int i = 0; i < size; i++) {
      lengths[i] = (long) ends[i] - (i == 0 ? 0 : ends[i - 1]);
    }
    sink.putVarInt(size);
    codec.putLongs(lengths, size, sink);
    sink.putBytes(arena, 0, size == 0 ? 0 : ends[size - 1]);
  }

  static SegmentDictionary read(int size, ArrayCodec codec, ByteSource source) {
    int found = source.readVarInt();
    if (found != size) {
      throw new CorruptDataException(
          "the dictionary has %d strings, the footer says %d".formatted(found, size));
    }
    int[] ends = codec.getInts(size, 0, Integer.MAX_VALUE, source);
    long end = 0;
    for (int i = 0; i < size; i++) {
      end += ends[i];
      ends[i] = (int) end;
    }
    if (end != source.remaining()) {
      throw new CorruptDataException("the dictionary's strings have another length");
    }
    return new SegmentDictionary(source.readBytes((int) end), ends);
  }

  private int start(int code) {
    return code == 0 ? 0 : ends[code - 1];
  }

  @Override
  public int size() {
    return ends.length;
  }

  @Override
  public byte[] utf8(int code) {
    return Arrays.copyOfRange(utf8, start(code), ends[code]);
  }

  @Override
  public String string(int code) {
    int start = start(code);
    return new String(utf8, start, ends[code] - start, StandardCharsets.UTF_8);
  }

  /** Bytes in memory. */
  long sizeBytes() {
    return utf8.length + 4L * ends.length + 64;
  }
}
