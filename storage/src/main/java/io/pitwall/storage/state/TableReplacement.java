package io.pitwall.storage.state;

import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.segment.SegmentFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Segments that take the place of other rows of the same table, with the same or fewer rows.
 *
 * @param sealedRows frozen rows that are replaced, or null
 * @param dropped segments that are replaced
 * @param added segments that come in their place
 */
public record TableReplacement(
    int tableId,
    @Nullable HeadView sealedRows,
    List<SegmentFile> dropped,
    List<SegmentFile> added) {}
