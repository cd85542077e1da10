package io.pitwall.storage.state;

import io.pitwall.storage.head.HeadView;
import io.pitwall.storage.read.RowSource;
import io.pitwall.storage.segment.SegmentFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The visible rows of one table; immutable. Each row is in exactly one of three places.
 *
 * @param segments sealed rows
 * @param frozen rows that wait to be sealed, oldest first
 * @param active growing rows, visible as far as the view goes
 */
public record TableState(
    List<SegmentFile> segments, List<HeadView> frozen, @Nullable HeadView active) {
  /** No rows. */
  public static final TableState EMPTY = new TableState(List.of(), List.of(), null);

  /** A table whose rows are all sealed. */
  public static TableState ofSegments(List<SegmentFile> segments) {
    return new TableState(List.copyOf(segments), List.of(), null);
  }

  TableState withActive(HeadView view) {
    return new TableState(segments, frozen, view);
  }

  /** The active rows join the frozen ones; nothing becomes visible or invisible. */
  TableState withActiveFrozen(HeadView view) {
    List<HeadView> waiting = new ArrayList<>(frozen);
    waiting.add(view);
    return new TableState(segments, List.copyOf(waiting), null);
  }

  TableState with(TableReplacement replacement) {
    List<HeadView> waiting = new ArrayList<>(frozen);
    HeadView sealed = replacement.sealedRows();
    if (sealed != null) {
      waiting.removeIf(view -> view.generation() == sealed.generation());
    }
    List<SegmentFile> all = new ArrayList<>(segments);
    all.removeAll(replacement.dropped());
    all.addAll(replacement.added());
    return new TableState(List.copyOf(all), List.copyOf(waiting), active);
  }

  List<RowSource> sources() {
    List<RowSource> sources = new ArrayList<>(segments.size() + 8);
    for (SegmentFile segment : segments) {
      sources.add(segment.forReading());
    }
    for (HeadView view : frozen) {
      sources.addAll(view.sources());
    }
    if (active != null) {
      sources.addAll(active.sources());
    }
    return sources;
  }

  /**
   * The log position of the first unsealed row, {@code Long.MAX_VALUE} if there is none.
   *
   * @param leftOut rows that count as sealed, or null
   */
  long firstUnsealedLsnWithout(@Nullable HeadView leftOut) {
    for (HeadView view : frozen) {
      if (leftOut == null || view.generation() != leftOut.generation()) {
        return view.generation().firstLsn();
      }
    }
    return active == null || active.rows() == 0 ? Long.MAX_VALUE : active.generation().firstLsn();
  }
}
