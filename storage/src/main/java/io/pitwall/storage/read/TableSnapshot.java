package io.pitwall.storage.read;

import io.pitwall.storage.schema.TableSchema;
import java.util.List;

/**
 * One table in a {@link Snapshot}.
 *
 * @param schema the columns at the snapshot's position
 * @param sources all rows: sealed segments, then unsealed rows; each row in exactly one
 */
public record TableSnapshot(TableSchema schema, List<RowSource> sources) {
  public long rows() {
    long rows = 0;
    for (RowSource source : sources) {
      rows += source.rows();
    }
    return rows;
  }
}
