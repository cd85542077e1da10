package io.pitwall.storage.segment;

import io.pitwall.storage.column.ColumnType;
import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.format.CorruptDataException;
import io.pitwall.storage.read.BlockSummaries;

/**
 * The statistics of a column's blocks as arrays, one array per statistic of the column's type. The
 * writer fills them block by block; a reader takes them whole from a file and does not change them.
 */
abstract sealed class BlockStatistics
    permits LongBlockStatistics, DoubleBlockStatistics, CodeBlockStatistics {
  private static final int OBJECT_BYTES = 128;

  /** Rows with a value, by block. */
  final int[] nonNulls;

  BlockStatistics(int[] nonNulls) {
    this.nonNulls = nonNulls;
  }

  /** Statistics to be filled, of {@code blocks} blocks. */
  static BlockStatistics empty(ColumnType type, int blocks) {
    return switch (type) {
      case TIMESTAMP -> new LongBlockStatistics(blocks, false);
      case LONG, BOOLEAN -> new LongBlockStatistics(blocks, true);
      case DOUBLE -> new DoubleBlockStatistics(blocks);
      case STRING -> new CodeBlockStatistics(blocks);
    };
  }

  /**
   * Writes the nulls, then the arrays of the type.
   *
   * @param rows of each block
   */
  final void write(int[] rows, ArrayCodec codec, ByteSink sink) {
    int blocks = nonNulls.length;
    int[] nulls = new int[blocks];
    for (int i = 0; i < blocks; i++) {
      nulls[i] = rows[i] - nonNulls[i];
    }
    codec.putInts(nulls, blocks, sink);
    writeArrays(codec, sink);
  }

  abstract void writeArrays(ArrayCodec codec, ByteSink sink);

  /**
   * The inverse of {@link #write}.
   *
   * @param codes the dictionary's size, 0 without a dictionary
   * @throws CorruptDataException if the arrays do not fit the rows or the dictionary
   */
  static BlockStatistics read(
      ColumnType type, int[] rows, int codes, ArrayCodec codec, ByteSource source) {
    int blocks = rows.length;
    int[] nonNulls = codec.getInts(blocks, 0, Integer.MAX_VALUE, source);
    for (int i = 0; i < blocks; i++) {
      nonNulls[i] = rows[i] - nonNulls[i];
      if (nonNulls[i] < 0) {
        throw new CorruptDataException("block " + i + " has more nulls than rows");
      }
    }
    return switch (type) {
      case TIMESTAMP -> LongBlockStatistics.read(nonNulls, false, codec, source);
      case LONG, BOOLEAN -> LongBlockStatistics.read(nonNulls, true, codec, source);
      case DOUBLE -> DoubleBlockStatistics.read(nonNulls, codec, source);
      case STRING -> CodeBlockStatistics.read(nonNulls, codes, codec, source);
    };
  }

  /** These statistics for readers. */
  abstract BlockSummaries summaries();

  /** Bytes in memory. */
  final long sizeBytes() {
    return 4L * nonNulls.length + arrayBytes() + OBJECT_BYTES;
  }

  /** Bytes of the arrays of the type. */
  abstract long arrayBytes();

  public final int nonNulls(int block) {
    return nonNulls[block];
  }
}
