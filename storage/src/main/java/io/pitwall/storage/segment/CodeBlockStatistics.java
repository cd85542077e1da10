package io.pitwall.storage.segment;

import io.pitwall.storage.format.ByteSink;
import io.pitwall.storage.format.ByteSource;
import io.pitwall.storage.read.CodeSummaries;
import java.util.Arrays;

/** Statistics of a STRING column; the codes are −1 in text columns and where all rows are null. */
final class CodeBlockStatistics extends BlockStatistics implements CodeSummaries {
  private static final int NONE = -1;

  private final int[] mins;
  private final int[] maxs;

  CodeBlockStatistics(int blocks) {
    super(new int[blocks]);
    mins = new int[blocks];
    maxs = new int[blocks];
    Arrays.fill(mins, NONE);
    Arrays.fill(maxs, NONE);
  }

  private CodeBlockStatistics(int[] nonNulls, int codes, ArrayCodec codec, ByteSource source) {
    super(nonNulls);
    mins = codec.getInts(nonNulls.length, NONE, codes - 1, source);
    maxs = codec.getInts(nonNulls.length, NONE, codes - 1, source);
  }

  static CodeBlockStatistics read(int[] nonNulls, int codes, ArrayCodec codec, ByteSource source) {
    return new CodeBlockStatistics(nonNulls, codes, codec, source);
  }

  /**
   * @param values rows with a value
   * @param min −1 where no code is in the block, or none is kept
   */
  void set(int block, int values, int min, int max) {
    nonNulls[block] = values;
    mins[block] = min;
    maxs[block] = max;
  }

  @Override
  void writeArrays(ArrayCodec codec, ByteSink sink) {
    codec.putInts(mins, mins.length, sink);
    codec.putInts(maxs, maxs.length, sink);
  }

  @Override
  CodeSummaries summaries() {
    return this;
  }

  @Override
  long arrayBytes() {
    return 4L * (mins.length + maxs.length);
  }

  @Override
  public int min(int block) {
    return mins[block];
  }

  @Override
  public int max(int block) {
    return maxs[block];
  }
}
