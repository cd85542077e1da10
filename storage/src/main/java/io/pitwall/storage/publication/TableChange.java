package io.pitwall.storage.publication;

import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.manifest.ManifestEdit;
import io.pitwall.storage.segment.SegmentFile;
import io.pitwall.storage.segment.SegmentInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one table's segments: sealing adds some for frozen rows, compaction replaces some by
 * others, retention only drops some.
 *
 * @param sealedRows frozen rows that the added segments contain, or null
 * @param dropped published segments that are replaced or deleted
 * @param added segments that were written and forced
 * @param positions how far the table is sealed after the change, per source that moves
 */
public record TableChange(
    int tableId,
    @Nullable HeadView sealedRows,
    List<SegmentFile> dropped,
    List<SegmentInfo> added,
    List<SourcePosition> positions) {

  /** Segments take the place of frozen rows that came from the log. */
  public static TableChange sealing(HeadView rows, List<SegmentInfo> written) {
    SourcePosition position =
        new SourcePosition(ManifestEdit.LOCAL_LOG, rows.generation().lastLsn());
    return new TableChange(rows.tableId(), rows, List.of(), written, List.of(position));
  }

  /** Segments take the place of others; with no new ones, their rows are dropped. */
  public static TableChange replacing(
      int tableId, List<SegmentFile> dropped, List<SegmentInfo> written) {
    return new TableChange(tableId, null, dropped, written, List.of());
  }
}
