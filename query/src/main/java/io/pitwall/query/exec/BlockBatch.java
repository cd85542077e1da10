package io.pitwall.query.exec;

import io.pitwall.query.exec.expression.VectorBatch;
import io.pitwall.query.result.QueryException;
import io.pitwall.storage.column.ColumnVector;
import io.pitwall.storage.read.BlockReader;
import io.pitwall.storage.schema.ColumnSchema;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** One block of a source; a column is decoded when it is first used. */
final class BlockBatch extends VectorBatch {
  private final List<ColumnSchema> columns;
  private final ColumnVector[] vectors;
  private final boolean[] decoded;
  private BlockReader reader = BlockBatch::refuse;
  private int block;
  private int rows;

  BlockBatch(List<ColumnSchema> columns) {
    this.columns = columns;
    this.vectors = new ColumnVector[columns.size()];
    this.decoded = new boolean[columns.size()];
  }

  private static void refuse(ColumnSchema column, int block, ColumnVector into) {
    throw new IllegalStateException("no source is open");
  }

  void open(BlockReader newReader) {
    reader = newReader;
  }

  void move(int newBlock, int newRows) {
    block = newBlock;
    rows = newRows;
    Arrays.fill(decoded, false);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public ColumnVector column(int index) throws QueryException {
    if (!decoded[index]) {
      if (vectors[index] == null) {
        vectors[index] = new ColumnVector();
      }
      try {
        reader.read(columns.get(index), block, vectors[index]);
      } catch (IOException e) {
        throw Scan.failure(e);
      }
      decoded[index] = true;
    }
    return vectors[index];
  }
}
