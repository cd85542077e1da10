package io.pitwall.storage.head;

import io.pitwall.storage.read.RowSource;
import java.util.ArrayList;
import java.util.List;

/** The rows of one generation that one snapshot sees; immutable. */
public final class HeadView {
  private final HeadGeneration generation;
  private final HeadChunk[] chunks;
  private final long rows;

  HeadView(HeadGeneration generation, HeadChunk[] chunks, long rows) {
    this.generation = generation;
    this.chunks = chunks;
    this.rows = rows;
  }

  public HeadGeneration generation() {
    return generation;
  }

  /** The table that the rows belong to. */
  public int tableId() {
    return generation.table().tableId();
  }

  public long rows() {
    return rows;
  }

  HeadChunk[] chunks() {
    return chunks;
  }

  /** One source for each chunk. */
  public List<RowSource> sources() {
    List<RowSource> sources = new ArrayList<>(chunks.length);
    long left = rows;
    for (HeadChunk chunk : chunks) {
      int count = (int) Math.min(left, generation.chunkRows());
      if (count > 0) {
        sources.add(new HeadSource(generation, chunk, count));
      }
      left -= count;
    }
    return sources;
  }
}
