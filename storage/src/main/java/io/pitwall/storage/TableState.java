package io.pitwall.storage;

import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.segment.SegmentFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one table's visible rows are; immutable. Each row is in exactly one of the three places.
 *
 * @param segments sealed
 * @param frozen waiting to be sealed, oldest first
 * @param active growing; only the rows of the view are visible
 */
record TableState(List<SegmentFile> segments, List<HeadView> frozen, @Nullable HeadView active) {
  static final TableState EMPTY = new TableState(List.of(), List.of(), null);

  TableState withActive(@Nullable HeadView view) {
    return new TableState(segments, frozen, view);
  }

  /** The active rows join those that wait; nothing becomes visible or invisible. */
  TableState withActiveFrozen(HeadView view) {
    List<HeadView> waiting = new ArrayList<>(frozen);
    waiting.add(view);
    return new TableState(segments, List.copyOf(waiting), null);
  }

  TableState withSealed(HeadView view, List<SegmentFile> written) {
    List<HeadView> waiting = new ArrayList<>(frozen);
    waiting.removeIf(other -> other.generation() == view.generation());
    List<SegmentFile> all = new ArrayList<>(segments);
    all.addAll(written);
    return new TableState(List.copyOf(all), List.copyOf(waiting), active);
  }

  List<RowSource> sources() {
    List<RowSource> sources = new ArrayList<>(segments);
    for (HeadView view : frozen) {
      sources.addAll(view.sources());
    }
    if (active != null) {
      sources.addAll(active.sources());
    }
    return sources;
  }

  /**
   * The log position of the first unsealed row but for one view's, or {@code Long.MAX_VALUE} if all
   * others are sealed.
   */
  long firstUnsealedLsnWithout(HeadView leftOut) {
    for (HeadView view : frozen) {
      if (view.generation() != leftOut.generation()) {
        return view.generation().firstLsn();
      }
    }
    return active == null || active.rows() == 0 ? Long.MAX_VALUE : active.generation().firstLsn();
  }
}
