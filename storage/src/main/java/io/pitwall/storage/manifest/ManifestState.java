package io.pitwall.storage.manifest;

import io.pitwall.storage.catalog.CatalogChange;
import io.pitwall.storage.catalog.CatalogChange.ColumnAdded;
import io.pitwall.storage.catalog.CatalogChange.ColumnChanged;
import io.pitwall.storage.catalog.CatalogChange.DatabaseAdded;
import io.pitwall.storage.catalog.CatalogChange.LongsBeyondExact;
import io.pitwall.storage.catalog.CatalogChange.SeriesAdded;
import io.pitwall.storage.catalog.CatalogChange.TableAdded;
import io.pitwall.storage.column.SeriesKey;
import io.pitwall.storage.manifest.ManifestEdit.Defined;
import io.pitwall.storage.manifest.ManifestEdit.EpochRaised;
import io.pitwall.storage.manifest.ManifestEdit.FileIdsReserved;
import io.pitwall.storage.manifest.ManifestEdit.Sealed;
import io.pitwall.storage.manifest.ManifestEdit.SegmentAdded;
import io.pitwall.storage.manifest.ManifestEdit.SegmentDropped;
import io.pitwall.storage.manifest.ManifestEdit.SourceReleased;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of all edits so far. An edit that contradicts the earlier ones is refused: either the
 * store or the file is wrong then. Edits that did not become durable can be taken back. Guarded by
 * the manifest's lock.
 */
final class ManifestState {
  private long epoch = -1;
  private long nextFileId = -1;
  private final Map<Integer, DatabaseAdded> databases = new LinkedHashMap<>();
  private final Map<Integer, Table> tables = new LinkedHashMap<>();
  private final Map<Long, SegmentAdded> segments = new LinkedHashMap<>();
  private final Map<Integer, SourceReleased> released = new LinkedHashMap<>();

  /** How to take back what was applied since {@link #begin}, newest first; null outside. */
  private @Nullable Deque<Runnable> undo;

  /** A table and what belongs to it, in the order of the edits. */
  private static final class Table {
    final TableAdded added;
    final Map<Integer, ColumnAdded> columns = new LinkedHashMap<>();
    final Map<Integer, LongsBeyondExact> beyondExact = new LinkedHashMap<>();
    final Map<Integer, SeriesKey> series = new LinkedHashMap<>();
    final Map<Integer, Sealed> sealed = new LinkedHashMap<>();

    Table(TableAdded added) {
      this.added = added;
    }
  }

  /** From here on edits can be taken back. */
  void begin() {
    undo = new ArrayDeque<>();
  }

  /** The edits since {@link #begin} stay. */
  void keep() {
    undo = null;
  }

  /** Takes back the edits since {@link #begin}, also one that was refused halfway. */
  void takeBack() {
    Deque<Runnable> steps = undo;
    undo = null;
    while (steps != null && !steps.isEmpty()) {
      steps.pop().run();
    }
  }

  private void onTakeBack(Runnable step) {
    Deque<Runnable> steps = undo;
    if (steps != null) {
      steps.push(step);
    }
  }

  /**
   * Applies one edit.
   *
   * @throws IllegalArgumentException if the edit contradicts the earlier ones; the state must not
   *     be used any more, unless the edits are taken back
   */
  void apply(ManifestEdit edit) {
    switch (edit) {
      case Defined e -> define(e.change());
      case EpochRaised e -> {
        long before = epoch;
        check(e.epoch() > before, "the epoch falls", e);
        epoch = e.epoch();
        onTakeBack(() -> epoch = before);
      }
      case FileIdsReserved e -> {
        long before = nextFileId;
        check(e.nextFileId() >= before, "the next file id falls", e);
        nextFileId = e.nextFileId();
        onTakeBack(() -> nextFileId = before);
      }
      case SegmentAdded e -> {
        table(e.segment().tableId(), e);
        addNew(segments, e.segment().fileId(), e, e);
      }
      case SegmentDropped e -> drop(e);
      case Sealed e -> seal(e);
      case SourceReleased e -> release(e);
    }
  }

  private void define(CatalogChange change) {
    switch (change) {
      case DatabaseAdded c -> addNew(databases, c.databaseId(), c, c);
      case TableAdded c -> {
        check(databases.containsKey(c.databaseId()), "no such database", c);
        addNew(tables, c.tableId(), new Table(c), c);
      }
      case ColumnAdded c -> addNew(table(c.tableId(), c).columns, c.columnId(), c, c);
      case ColumnChanged c -> changeColumn(c);
      case LongsBeyondExact c -> {
        Table table = table(c.tableId(), c);
        check(table.columns.containsKey(c.columnId()), "no such column", c);
        put(table.beyondExact, c.columnId(), c);
      }
      case SeriesAdded c -> addNew(table(c.tableId(), c).series, c.seriesId(), c.key(), c);
    }
  }

  private void changeColumn(ColumnChanged change) {
    Table table = table(change.tableId(), change);
    ColumnAdded column = table.columns.get(change.columnId());
    if (column == null) {
      throw new IllegalArgumentException("no such column: " + change);
    }
    put(
        table.columns,
        change.columnId(),
        new ColumnAdded(
            change.tableId(), change.columnId(), column.name(), change.kind(), change.type()));
  }

  private void seal(Sealed edit) {
    Table table = table(edit.tableId(), edit);
    @Nullable Sealed before = put(table.sealed, edit.source(), edit);
    check(before == null || before.position() <= edit.position(), "the position falls", edit);
  }

  private void release(SourceReleased edit) {
    @Nullable SourceReleased before = put(released, edit.source(), edit);
    check(before == null || before.position() <= edit.position(), "the position falls", edit);
  }

  private Table table(int tableId, Record cause) {
    Table table = tables.get(tableId);
    if (table == null) {
      throw new IllegalArgumentException("no such table: " + cause);
    }
    return table;
  }

  private void drop(SegmentDropped edit) {
    @Nullable SegmentAdded dropped = segments.remove(edit.fileId());
    if (dropped == null) {
      throw new IllegalArgumentException("no such segment: " + edit);
    }
    onTakeBack(() -> segments.put(edit.fileId(), dropped));
  }

  private <K, V> void addNew(Map<K, V> map, K id, V value, Record cause) {
    check(map.putIfAbsent(id, value) == null, "the id is taken", cause);
    onTakeBack(() -> map.remove(id));
  }

  private <K, V> @Nullable V put(Map<K, V> map, K id, V value) {
    @Nullable V before = map.put(id, value);
    onTakeBack(() -> {
      if (before == null) {
        map.remove(id);
      } else {
        map.put(id, before);
      }
    });
    return before;
  }

  private static void check(boolean fits, String otherwise, Record cause) {
    if (!fits) {
      throw new IllegalArgumentException(otherwise + ": " + cause);
    }
  }

  /** The live edits, in an order in which they can be applied to an empty state. */
  List<ManifestEdit> edits() {
    List<ManifestEdit> edits = new ArrayList<>();
    if (epoch >= 0) {
      edits.add(new EpochRaised(epoch));
    }
    if (nextFileId >= 0) {
      edits.add(new FileIdsReserved(nextFileId));
    }
    edits.addAll(released.values());
    databases.values().forEach(database -> edits.add(new Defined(database)));
    tables.values().forEach(table -> addDefinitions(table, edits));
    edits.addAll(segments.values());
    tables.values().forEach(table -> edits.addAll(table.sealed.values()));
    return edits;
  }

  private static void addDefinitions(Table table, List<ManifestEdit> edits) {
    edits.add(new Defined(table.added));
    table.columns.values().forEach(column -> edits.add(new Defined(column)));
    table.beyondExact.values().forEach(column -> edits.add(new Defined(column)));
    int tableId = table.added.tableId();
    table.series.forEach((id, key) -> edits.add(new Defined(new SeriesAdded(tableId, id, key))));
  }
}
