package io.pitwall.storage.segment;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;

/**
 * The offsets, checksums and statistics of a column's blocks. Immutable.
 *
 * @param offsets of each block in the file, and of the end of the last one
 */
record ColumnIndex(long[] offsets, int[] crcs, BlockStatistics statistics) {

  static void write(
      int[] lengths,
      int[] crcs,
      BlockStatistics statistics,
      int[] rows,
      ArrayCodec codec,
      ByteSink sink) {
    codec.putInts(lengths, lengths.length, sink);
    for (int crc : crcs) {
      sink.putInt(crc);
    }
    statistics.write(rows, codec, sink);
  }

  static ColumnIndex read(ColumnEntry column, int[] rows, ArrayCodec codec, ByteSource source) {
    int blocks = rows.length;
    int[] lengths = codec.getInts(blocks, 0, Integer.MAX_VALUE, source);
    long[] offsets = new long[blocks + 1];
    offsets[0] = column.dataOffset();
    for (int i = 0; i < blocks; i++) {
      offsets[i + 1] = offsets[i] + lengths[i];
    }
    if (offsets[blocks] - offsets[0] != column.dataLength()) {
      throw new CorruptDataException(
          "the blocks have %d bytes together, the footer says %d"
              .formatted(offsets[blocks] - offsets[0], column.dataLength()));
    }
    int[] crcs = new int[blocks];
    for (int i = 0; i < blocks; i++) {
      crcs[i] = source.readInt();
    }
    BlockStatistics statistics =
        BlockStatistics.read(column.type(), rows, column.dictionarySize(), codec, source);
    ArrayCodec.expectEnd(source);
    return new ColumnIndex(offsets, crcs, statistics);
  }

  int length(int block) {
    return (int) (offsets[block + 1] - offsets[block]);
  }

  /** Bytes in memory. */
  long sizeBytes() {
    return 8L * offsets.length + 4L * crcs.length + statistics.sizeBytes() + 64;
  }
}
