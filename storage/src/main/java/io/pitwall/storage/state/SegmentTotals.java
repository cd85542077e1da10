package io.pitwall.storage.state;

import io.pitwall.storage.segment.SegmentFile;
import java.util.List;

/**
 * Sums over all segments of a state, kept up to date with each replacement, so that nobody needs to
 * walk the segments to report them.
 *
 * @param count number of segments
 * @param rows rows in them
 * @param bytes size of their files
 */
public record SegmentTotals(int count, long rows, long bytes) {
  static final SegmentTotals NONE = new SegmentTotals(0, 0, 0);

  SegmentTotals plus(List<SegmentFile> added) {
    long addedRows = 0;
    long addedBytes = 0;
    for (SegmentFile segment : added) {
      addedRows += segment.info().rows();
      addedBytes += segment.info().sizeBytes();
    }
    return new SegmentTotals(count + added.size(), rows + addedRows, bytes + addedBytes);
  }

  SegmentTotals minus(List<SegmentFile> dropped) {
    SegmentTotals gone = NONE.plus(dropped);
    return new SegmentTotals(count - gone.count, rows - gone.rows, bytes - gone.bytes);
  }
}
